# Parts of the scripts beside, which see to what the tests need. What can't be had is left out of the tests: one line
# a part in build/test-left-out.txt, `name | why | command that would bring it` (scripts/leftOut.ts reads it). With
# CI=true anything left out is a failure.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
LEFT_OUT=build/test-left-out.txt
export DEBIAN_FRONTEND=noninteractive
is_whole=true

# What an earlier run left out under these names may be there by now.
forget() {
  mkdir -p build
  touch "$LEFT_OUT"
  local name
  for name in "$@"; do sed -i "/^$name | /d" "$LEFT_OUT"; done
}

leave_out() {
  is_whole=false
  echo "$1 | $2 | $3" >>"$LEFT_OUT"
  echo "Without $1: $2." >&2
}

# The script's last word.
finish() {
  if [ "$is_whole" = true ] || [ "${CI:-}" != true ]; then exit 0; fi
  echo "CI=true, and nothing may be left out." >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif ! command -v sudo >/dev/null; then return 1
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"; fi
}

# A mirror that does not answer is given up after a while.
apt_as_root() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq \
    -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 -o Acquire::Retries=2 "$@"
}

# Debian has the programs of PostgreSQL's server in a folder of each version.
is_there() {
  command -v "$1" >/dev/null || compgen -G "${POSTGRES_VERSIONS:-/usr/lib/postgresql}/*/bin/$1" >/dev/null
}

# Installs programs that are not there; arguments are `program=package`. What can't be installed is left out.
install_programs() {
  local pair missing=() packages=()
  for pair in "$@"; do
    forget "${pair%%=*}"
    if is_there "${pair%%=*}"; then continue; fi
    missing+=("$pair")
    packages+=("${pair#*=}")
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  if is_there apt-get; then
    echo "Installing ${packages[*]} for the tests..."
    apt_as_root update || true
    # One that is not to be had must not keep the others away.
    apt_as_root install -y --no-install-recommends "${packages[@]}" >/dev/null ||
      for pair in "${missing[@]}"; do
        apt_as_root install -y --no-install-recommends "${pair#*=}" >/dev/null || true
      done
  fi
  for pair in "${missing[@]}"; do
    if ! is_there "${pair%%=*}"; then
      leave_out "${pair%%=*}" "$(why_not_installed)" "$(install_command "${pair#*=}")"
    fi
  done
}

why_not_installed() {
  if ! is_there apt-get; then echo "it is not installed, and there is no apt-get to install it with"
  elif ! as_root true 2>/dev/null; then echo "it is not installed, and installing needs root or sudo without a password"
  else echo "apt-get could not install it (no network, or no package of that name)"; fi
}

install_command() {
  if is_there apt-get; then echo "apt-get update && apt-get install -y --no-install-recommends $1"
  else echo "install the program of Debian's package $1 by the package manager of this system"; fi
}
