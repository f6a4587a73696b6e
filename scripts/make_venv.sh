#!/bin/sh
# Makes .venv with the given Python and, where a version of uv is given, puts that into it: uv then installs the locked
# packages.
set -eu
python=$1
uv_version=${2-}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 以上が必要です（今の $python では動きません）。make PYTHON=python3.11 … で指定できます。" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    echo "Python の venv がありません。Debian では apt-get install python3-venv を実行してください。" >&2
    exit 1
fi
"$python" -m venv .venv
if [ -n "$uv_version" ]; then
    .venv/bin/python -m pip install -qq --disable-pip-version-check "uv==$uv_version"
fi
