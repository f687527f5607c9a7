# make demo   a register of a fictional district, in its own environment, and what it can show
# make quick  the tests that take a minute together
# make coverage   what these, those of a server and every case of a table run of the package, with its floor
# make test   everything that must hold before a change lands
# make fix    what the linter and the formatter mend by themselves
# make zipapp, make deb, make sbom   what is handed out, and what it is made of
# make site   the documentation as pages with a search of their own, opened from a disk or served
# make bench, make torture   how fast it is; what it survives (minutes to an hour)
# make pythons   the built package, and tests of each part, on every Python from 3.11 on that is found, or on PYTHONS=…
# make newest   the quick tests of the command line with the newest Typer: what lifting the pin would break
# make test-postgres   the tests once more, with each register on a PostgreSQL server: a share of them, or SHARE=1
# make test-one T=tests/commands/test_violation.py, or T='part of a test's name'
# Debian's own before another on the PATH: it is built by a profile of what programs do, and takes a fifth to a third fewer
# instructions than one that pyenv has built
PYTHON ?= $(shell for python in /usr/bin/python3 python3; do $$python -c '$(IS_READY)' 2>/dev/null && echo $$python && exit; done; echo python3)
IS_READY := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(wildcard chodon_cli/locale/*/LC_MESSAGES/chodon.po)
# per cent of lines and branches that the tests run in their own process; raise it, never lower it
COVERED := 89
# three processes, also for two cores: some tests wait for programs, disks and servers; what a file needs is made once in
# each, and who is done first takes from the others
AT_ONCE := -n 3 --dist worksteal
EIGHT := unit,staff,violations,expected,signal,unhandled,overdue_cases,evidence
COLORS := $$(test -t 2 && echo always || echo auto)
CHODON := CHODON_REGISTER=.demo/register.db $(BIN)/chodon

.PHONY: demo quick coverage test test-postgres test-one fix lint types catalogue wheel bench bench-verify torture docs pictures sample zipapp deb deb-test deb-chroot sbom site pythons newest clean

demo: $(VENV)/installed
	@rm -rf .demo && mkdir -m 700 .demo
	@$(CHODON) --quiet init
	@$(CHODON) --quiet import sample_data
	@$(CHODON) --no-pager report headcount --as-of 2021-12-31 --by kind
	@echo
	@$(CHODON) --no-pager report compliance --period 2022 --top 12 --columns $(EIGHT)
	@echo
	@$(CHODON) --color $(COLORS) --no-pager report unit BANGLUNG --period 2022 --columns $(EIGHT) | head -n 10
	@$(CHODON) --quiet report compliance --period 2022 -o .demo/tuan-thu-2022.xlsx
	@$(CHODON) --quiet --today 2022-12-31 report bulletin --period 2022 -o .demo/bao-cao-2022.html
	@$(CHODON) --quiet --today 2022-12-31 publish --period 2022 .demo/trang-web
	@echo
	@echo "Đã lập / made:"
	@echo "  .demo/tuan-thu-2022.xlsx     bảng tính, in được ngay / a workbook, fit to print"
	@echo "  .demo/bao-cao-2022.html      báo cáo tổng hợp của năm / the bulletin of the year"
	@echo "  .demo/trang-web/index.html   trang công bố, mở bằng trình duyệt / published pages"
	@echo "Sổ mẫu: .demo/register.db (người trong sổ là hư cấu). Thử tiếp / try next:"
	@echo "  export CHODON_REGISTER=.demo/register.db PATH=\"$(CURDIR)/$(BIN):\$$PATH\""
	@echo "  chodon report unit THBANGLUNG --period 2022"
	@echo "  chodon report compliance --period 2022 --cell 'THBANGLUNG:Vi phạm'"
	@echo "  chodon case why VV-2021-0008        từng ngày được tính thế nào / every day as arithmetic"
	@echo "  chodon --lang en help"

quick: $(VENV)/dev
	$(BIN)/pytest $(AT_ONCE) -m "not slow and not server" --hypothesis-profile quick

# in one order, so that a run can be held against the last; `make quick` shuffles
test: $(VENV)/dev lint types
	$(BIN)/pytest $(AT_ONCE) -p no:randomly
	$(MAKE) --no-print-directory test-postgres wheel

# the tests of all folders, each register a database; tests/store/needs_a_file.txt says which need a file, and why. It takes
# what is not slow, and a share of the cases of a table and of the examples of a property; SHARE=1 takes every test and case
SHARE ?= 2
test-postgres: $(VENV)/dev
	CHODON_TEST_DATABASE=postgres CHODON_TEST_SHARE=$(SHARE) $(BIN)/pytest $(AT_ONCE) -p no:randomly --hypothesis-profile quick

# what the quick tests, those of a server, and every case of what is mostly slow run of the package, line by line and
# branch by branch; tracing would double the time of `make test`
coverage: $(VENV)/dev
	$(BIN)/pytest $(AT_ONCE) -m "not slow or mostly_slow" --cov --cov-fail-under=$(COVERED)

# a file, a test of a file (FILE::TEST), or a part of a test's name
test-one: $(VENV)/dev
	$(BIN)/pytest -x -p no:randomly $(if $(wildcard $(firstword $(subst ::, ,$(T)))),$(T),-k "$(T)")

fix: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# what `make test` asks first: the linter, then the types
lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

# the package as a stranger gets it: built, installed without the tools of development, run
wheel: $(VENV)/dev
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv --without-pip build/wheel/venv
	$(BIN)/pip --python build/wheel/venv/bin/python install --quiet --disable-pip-version-check --no-compile build/wheel/*.whl
	cd build/wheel && CHODON_REGISTER=w.db venv/bin/chodon init
	cd build/wheel && CHODON_REGISTER=w.db venv/bin/chodon import ../../sample_data
	cd build/wheel && CHODON_REGISTER=w.db venv/bin/chodon report compliance --period 2022 -f json >/dev/null
	cd build/wheel && CHODON_REGISTER=w.db venv/bin/chodon report headcount --as-of 2021-12-31 -f csv | tail -n 1 | tr -d '\r' | grep -q '^Tổng cộng,,208,70,190,893,5,1366,'
	cd build/wheel && HOME=$$PWD/home XDG_CACHE_HOME=$$PWD/home _CHODON_COMPLETE=1 venv/bin/chodon --lang en vio | grep -q '^violation' && test ! -e home
	@echo "the wheel runs: 70 civil servants, 893 public employees, 5 contracts"

# one file that runs where there is the same version of Python on the same kind of machine, and nothing else
zipapp: $(VENV)/packaging
	mkdir -p dist
	SOURCE_DATE_EPOCH=1640995200 $(BIN)/shiv --quiet --reproducible --compressed -p '/usr/bin/env python3' -c chodon -o dist/chodon.pyz .
	rm -rf build/zipapp && mkdir -p build/zipapp
	env -i HOME=$(CURDIR)/build/zipapp PATH=/usr/bin:/bin LC_ALL=C.UTF-8 $(PYTHON) dist/chodon.pyz --no-input tour >/dev/null 2>&1
	@echo "dist/chodon.pyz runs"

# a Debian package; `deb-test` unpacks it into a folder of its own and runs it there
deb: $(VENV)/packaging
	$(BIN)/python -m distribution.make_deb dist

deb-test: deb
	distribution/try_deb.sh dist/chodon_*.deb

# installed, used, removed and purged in a clean Debian: as root, with debootstrap and a mirror; build/debian is kept
deb-chroot: deb
	distribution/try_deb_in_chroot.sh dist/chodon_*.deb build/debian

# what the installed program is made of, as CycloneDX
sbom: wheel $(VENV)/packaging
	mkdir -p dist
	$(BIN)/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml -o dist/chodon.cdx.json build/wheel/venv

# the guide, the pages for developers and the help of every command as a site: open dist/site/index.html
site: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[site]'
	$(BIN)/python -m distribution.make_site dist/site

# PART="tests" runs all that are quick
PART ?= tests/test_dates.py tests/test_text.py tests/cli/test_usage_errors.py tests/cli/test_typer_adapter.py tests/law/test_rules.py tests/commands/test_violation.py tests/commands/test_case.py tests/exchange/test_counts.py tests/exchange/test_workbook.py tests/nouns
pythons: wheel
	distribution/try_pythons.sh build/wheel/chodon-*.whl "$(PYTHONS)" $(PART)

# the pin of Typer set aside, in an environment of its own; a failure is what it tells, and fails nothing
newest:
	$(PYTHON) -m venv build/newest
	build/newest/bin/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	build/newest/bin/pip install --quiet --disable-pip-version-check --upgrade typer
	build/newest/bin/python -c 'import typer; print("Typer", typer.__version__)'
	-build/newest/bin/pytest -m "not slow" --hypothesis-profile quick tests/cli

# messages of the program -> the catalogue, with what is still to be translated left empty
catalogue: $(VENV)/dev
	@mkdir -p build
	$(BIN)/pybabel -q extract -k _ -k N_ --no-location --sort-output --omit-header -o build/chodon.pot chodon_cli
	$(BIN)/pybabel -q update -D chodon -l vi --no-fuzzy-matching --omit-header -i build/chodon.pot -d chodon_cli/locale
	$(BIN)/pybabel -q compile -f -D chodon -d chodon_cli/locale

# every claim of docs/performance.md, one program each, and at the end those that are over (20 minutes on two quick, quiet
# cores; SIZES="district tenth" takes some minutes). The registers are made once, under build/benchmarks. PUBLISH=--publish
# puts what was measured on the page
SIZES ?= district tenth province
bench: $(VENV)/dev
	$(BIN)/python -m compileall -q chodon_cli benchmarks
	$(BIN)/python -m benchmarks $(SIZES) $(PUBLISH)

# totals of generated registers beside the same counted by loops that share nothing with the program
bench-verify: $(VENV)/dev
	$(BIN)/python -m benchmarks.province_verify $(SIZES)

# kills, waits, hostile files, fuzzed commands, new examples of every property: what takes too long for `make test`
torture: $(VENV)/dev
	$(BIN)/pytest $(AT_ONCE) -m hypothesis --hypothesis-profile search
	$(BIN)/python -m tests.stress.torture
	$(BIN)/python -m tests.stress.kills
	$(BIN)/python -m tests.stress.waits
	$(BIN)/python -m tests.stress.sequences 500 100
	$(BIN)/python -m tests.stress.mixed_writers
	$(BIN)/python -m tests.stress.same_answers
	$(MAKE) --no-print-directory test-postgres SHARE=1
	$(BIN)/python -m tests.stress.needs_a_file
	$(BIN)/python -m tests.stress.honest_registers
	$(BIN)/python -m tests.stress.tampering
	$(BIN)/python -m tests.stress.hostile_files
	$(BIN)/python -m tests.stress.fuzz_commands
	$(BIN)/python -m tests.stress.screens
	$(BIN)/python -m benchmarks.postgres 16 50 4 20

# rewrite what the console blocks of the guide show, its tables of columns, and how much questions work
docs: $(VENV)/dev
	$(BIN)/pytest tests/docs tests/store/test_views.py tests/commands/test_work_of_questions.py --write-docs

# what docs/pictures shows; needs Chromium, LibreOffice, pdftoppm, fonts-noto-mono
pictures: $(VENV)/dev
	$(BIN)/python -m tests.samples.make_pictures

# the fictional district in sample_data, written anew from tests/samples
sample: $(VENV)/dev
	$(BIN)/python -m tests.samples.make_sample_data
	$(BIN)/python -m tests.samples.make_sample_cases
	$(BIN)/python -m tests.samples.make_sample_development

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml $(CATALOGUES) | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/packaging: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[packaging]'
	@touch $@

# what make has made: environments, the demo, packages
clean:
	rm -rf $(VENV) .demo build dist
