import socket

import pytest

from scripts.serve import HOST, is_free, read_port


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
