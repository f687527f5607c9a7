#!/bin/sh
# Installs the wheel in an environment of each Python, runs it there, then the tests that are named:
#     try_pythons.sh WHEEL "PYTHON…" TEST…
# Without a PYTHON: python3.11 to python3.14, on the PATH and in ~/.pyenv. Says at the end on which it ran, and fails if any did.
set -eu
wheel=$(realpath "$1")
pythons=$2
shift 2
: "${pythons:=python3.11 python3.12 python3.13 python3.14 $(ls -d "$HOME"/.pyenv/versions/3.1[1-9]*/bin/python3.1? 2>/dev/null || true)}"
ran="" failed=""

for python in $pythons; do
    version=$("$python" -c 'import sys, venv, ensurepip; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
    case " $ran$failed " in *" $version "*) continue ;; esac # the same one by another name
    place=build/pythons/$version
    echo "Python $version"
    [ -e "$place/bin/python" ] || "$python" -m venv "$place"
    "$place/bin/pip" install --quiet --disable-pip-version-check "$wheel[dev]"
    "$place/bin/pip" install --quiet --disable-pip-version-check --no-deps --force-reinstall "$wheel"
    if (
        set -e
        register=$(realpath "$place")/r.db
        rm -f "$register"*
        "$place/bin/chodon" --quiet -r "$register" init
        "$place/bin/chodon" --quiet -r "$register" import sample_data
        "$place/bin/chodon" -r "$register" report compliance --period 2022 -f csv | grep -q '^PNV,'
        "$place/bin/python" -m pytest -p no:cacheprovider --hypothesis-profile quick -m "not slow" "$@"
    ); then ran="$ran$version "; else failed="$failed$version "; fi
done

echo "ran on: ${ran:-no Python}${failed:+; failed on: $failed}"
[ -z "$failed" ]
