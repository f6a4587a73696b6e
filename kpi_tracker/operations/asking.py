"""`python -m kpi_tracker.operations.asking healthz`: asks the server of this machine; ends with 0 where all is well."""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException


def ask(name: str) -> int:
    """The status of /healthz or /readyz, asked by the name that the server answers to; 0 where nobody answers."""
    port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
    connection = HTTPConnection("127.0.0.1", int(port), timeout=5)
    try:
        connection.request("GET", f"/{name}", headers={"Host": host})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if ask(sys.argv[1]) == HTTPStatus.OK else 1)
