import os
import socket
import sys

import pytest

from scripts.serve import HOST, is_free, read_port, serve


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "8000/", "８０００", "http"])
def test_what_is_no_port_ends_the_program_with_a_line_naming_it(text):
    with pytest.raises(SystemExit, match="PORT") as ending:
        read_port(text)

    assert repr(text) in str(ending.value)


def test_a_port_is_free_until_somebody_listens_on_it():
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
        taken = is_free(port)

    assert not taken
    assert is_free(port)


def test_the_worker_ends_with_the_server_whose_exit_code_counts(tmp_path):
    written = tmp_path / "worker"
    working = (
        "import os, pathlib, time\n"
        f"begun = pathlib.Path({str(written) + '.begun'!r})\n"
        "begun.write_text(str(os.getpid()))\n"
        f"begun.rename({str(written)!r})\n"  # whoever sees the file sees all of it
        "time.sleep(60)"
    )
    waiting = f"import os, sys, time\nwhile not os.path.exists({str(written)!r}): time.sleep(0.01)\nsys.exit(3)"

    code = serve([sys.executable, "-c", waiting], [sys.executable, "-c", working])

    assert code == 3
    with pytest.raises(ProcessLookupError):
        os.kill(int(written.read_text()), 0)
