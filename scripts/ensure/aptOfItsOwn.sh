# An apt of its own: another suite of Debian, nothing installed, nothing of the machine's changed.

# The Debian mirror that this machine uses, or none. Sources of either form are known to apt-get; where it has fetched
# no lists yet it knows no origin; there the path shows whether it is a Debian mirror.
machine_mirror() {
  apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(SITE)' 'Created-By: Packages' 2>/dev/null |
    sed -nE 's/^Debian\|Debian\|//p; s/^\|\|(.*\/debian\/?)$/\1/p' | grep -E '^(https?|file|copy):' | sort -u | sed -n 1p
}

# write_apt_settings FOLDER MIRROR SUITE KEYRING
write_apt_settings() {
  mkdir -p "$1"/{none,state/lists/partial,cache/archives/partial}
  touch "$1/status"
  echo "deb [signed-by=$4] $2 $3 main" >"$1/sources.list"
  # A frozen mirror is older than its own date of expiry; its signature is checked all the same.
  cat >"$1/apt.conf" <<CONF
Dir::State "$1/state";
Dir::State::status "$1/status";
Dir::Cache "$1/cache";
Dir::Etc::sourcelist "$1/sources.list";
Dir::Etc::sourceparts "$1/none";
Dir::Etc::preferencesparts "$1/none";
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Update::Post-Invoke { };
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
Acquire::Retries "2";
Debug::NoLocking "true";
CONF
}
