#!/usr/bin/env bash
# Starts the service as the README says, waits until it is ready, asks for a page, and stops it.
set -euo pipefail
cd "$(dirname "$0")/.."
export DATA_DIR; DATA_DIR=$(mktemp -d)
export PORT=${PORT:-3917}
npm start >"$DATA_DIR/out.log" 2>&1 &
service=$!
trap 'kill $service 2>/dev/null || true; wait $service 2>/dev/null || true; rm -rf "$DATA_DIR"' EXIT
for _ in $(seq 120); do
  if [ "$(curl -fs "http://127.0.0.1:$PORT/readyz" || true)" = ok ]; then ready=1; break; fi
  kill -0 $service 2>/dev/null || { cat "$DATA_DIR/out.log"; echo "start: the service ended"; exit 1; }
  sleep 0.5
done
[ "${ready:-}" ] || { cat "$DATA_DIR/out.log"; echo "start: not ready within 60 s"; exit 1; }
for page in /kk/ /ru/appeal /ru/institutions /staff/sign-in; do
  curl -fsL -o /dev/null "http://127.0.0.1:$PORT$page" || { echo "start: $page does not answer"; exit 1; }
done
# The signal reaches the service through npm, which ends with its exit code.
kill -TERM $service
code=0; wait $service || code=$?
[ "$code" = 0 ] || { cat "$DATA_DIR/out.log"; echo "start: stopped with $code instead of 0"; exit 1; }
if curl -fs "http://127.0.0.1:$PORT/healthz" >/dev/null; then echo "start: still there after the stop"; exit 1; fi
echo "start: ready, pages answer, stops with 0"
