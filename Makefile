# One command to see the tracker, one to test it. Each target installs what it needs and is quick the second time.

PYTHON ?= python3
UV_VERSION := 0.13.8
BIN := .venv/bin
OFFLINE ?= var/offline
# In the folder that `make offline` packs: what is installed, where nothing can be downloaded.
WHEELS := $(wildcard offline/wheels)
TARBALLS := $(wildcard offline/npm)
PLOTLY := node_modules/plotly.js-basic-dist-min
PYTEST := $(BIN)/python -m pytest

export PATH := $(CURDIR)/$(BIN):$(PATH)
# Packages go into .venv with the Python at hand: nothing is downloaded in its place, no other environment is touched.
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
unexport VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help run serve offline sbom install test bench load chaos check format fuzz requirements clean
.DELETE_ON_ERROR:

help: ## この一覧を表示する
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: .venv/.runtime $(PLOTLY)/plotly-basic.css ## 二年分のデータを読み込み、http://127.0.0.1:8000 で公開する（PORT= で変更）
	@$(BIN)/python -m scripts.serve

serve: .venv/.runtime $(PLOTLY)/plotly-basic.css ## 本番として公開する（設定は kpi_tracker/settings.py と gunicorn_settings.py の先頭）
	@$(BIN)/python manage.py collectstatic --noinput --verbosity=0
	@exec $(BIN)/python -m gunicorn -c python:kpi_tracker.gunicorn_settings

offline: .venv/.runtime ## 外に出られない機械で入れるためのフォルダーを作る（OFFLINE= で場所を変更）
	@$(BIN)/python -m scripts.pack_offline "$(OFFLINE)"

sbom: install ## 部品表（CycloneDX）を var/sbom.cdx.json に書き出す
	@$(BIN)/python -m scripts.list_parts var/sbom.cdx.json

install: .venv/.development $(PLOTLY)/plotly-basic.css ## 開発に必要なパッケージをすべて入れる

test: install ## 静的検査と全テストを実行する（DB を使うものは SQLite と使い捨ての PostgreSQL の両方で）
ifdef DATABASE_URL
	@$(BIN)/python -m scripts.system_packages
	@$(MAKE) --no-print-directory check
	$(PYTEST) --migrations $(ARGS)
else
	@$(BIN)/python -m scripts.run_tests $(ARGS)
endif

check: install ## 書式、型、import の向き、テンプレート、ロックファイルなどの静的検査
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/uv lock --check
	npm ls --package-lock-only
	$(BIN)/python -m scripts.export_requirements --check

format: install ## ruff で整形する
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Each on an empty database of its own, as production runs: without DEBUG.
MEASURE := DEBUG=0 HTTPS=0 LOG_FORMAT=text DJANGO_SETTINGS_MODULE=kpi_tracker.settings $(BIN)/python -m scripts.throwaway_postgres $(BIN)/python -m

bench: install ## 取込み・保存・各ページの速さを使い捨ての PostgreSQL で測り、下限と比べた比で示す（一時間半ほど）
	@$(BIN)/python -m scripts.system_packages
	@$(MEASURE) scripts.bench
	@$(MEASURE) scripts.bench.pages
	@$(MEASURE) scripts.bench.repeats
	@$(MEASURE) scripts.bench.starting
	@$(MEASURE) scripts.bench.beside_many

load: install ## 50人が読み20人が入力する5分（SECONDS= で変更）に、gunicorn と使い捨ての PostgreSQL がどう答えるかを測る
	@$(BIN)/python -m scripts.system_packages
	@$(MEASURE) scripts.bench.load $(SECONDS)

chaos: install ## データベースの停止、ディスク不足などの最中に保存しても、保存済みの行が失われないことを確かめる（数分）
	@$(BIN)/python -m scripts.system_packages
	@$(MEASURE) scripts.chaos $(ARGS)

fuzz: install ## 読み取りAPI、ファイルの読取り、すべての様式に、ありえないものを送る（FUZZ_SECONDS= 秒、指定がなければ十分）
	@$(BIN)/python -m scripts.system_packages
	@DEBUG=1 $(BIN)/python -m scripts.throwaway_postgres $(BIN)/python -m scripts.fuzz

requirements: install ## requirements.txt を uv.lock から書き出す
	$(BIN)/python -m scripts.export_requirements

clean: ## 入れたパッケージと作ったデータベースを消す
	rm -rf .venv node_modules var static_build

.venv/.uv-$(UV_VERSION):
	@scripts/make_venv.sh "$(PYTHON)" "$(UV_VERSION)"
	@touch $@

# The empty files .uv-…, .runtime and .development say what was installed last: make compares their dates.
# --inexact keeps uv itself, and keeps the development packages when only the runtime ones are asked for.
ifeq ($(WHEELS),)
.venv/.runtime: uv.lock .venv/.uv-$(UV_VERSION)
	@$(BIN)/uv sync --quiet --frozen --inexact --no-dev
	@touch $@
else
.venv/.runtime: requirements.txt $(WHEELS)
	@scripts/make_venv.sh "$(PYTHON)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --find-links $(WHEELS) \
		--require-hashes -r requirements.txt
	@touch $@
endif

.venv/.development: uv.lock .venv/.uv-$(UV_VERSION)
	@$(BIN)/uv sync --quiet --frozen --inexact
	@touch $@ .venv/.runtime

ifeq ($(TARBALLS),)
node_modules/.package-lock.json: package-lock.json
	@command -v npm >/dev/null || { echo "npm が見つかりません。Node.js（Debian では nodejs と npm）を入れてください。" >&2; exit 1; }
	@npm ci --silent --no-audit --no-fund
	@touch $@
else
node_modules/.package-lock.json: package-lock.json .venv/.runtime
	@$(BIN)/python -m scripts.tarballs $(TARBALLS)
	@touch $@
endif

$(PLOTLY)/plotly-basic.css: scripts/write_plotly_css.mjs node_modules/.package-lock.json
	@node scripts/write_plotly_css.mjs $(PLOTLY)/plotly-basic.min.js $@
