#!/usr/bin/env bash
# Sees to it that the end-to-end tests have a Chromium: does nothing where there is one.
set -euo pipefail
source "$(dirname "$0")/ensure/parts.sh"
forget chromium
for place in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
  if [ -n "$place" ] && [ -x "$place" ]; then exit 0; fi
done
if is_there apt-get; then
  echo "Installing Chromium for the end-to-end tests..."
  apt_as_root update || true
  apt_as_root install -y --no-install-recommends chromium fonts-liberation >/dev/null || true
fi
if [ ! -x /usr/bin/chromium ]; then
  leave_out chromium "$(why_not_installed)" "$(install_command chromium), or name a Chromium in CHROMIUM_PATH"
fi
finish
