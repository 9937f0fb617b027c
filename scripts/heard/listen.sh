#!/usr/bin/env bash
# Prints what the screen reader Orca says in Firefox while keys are pressed: listen.sh URL "WINDOW TITLE" KEY…
# A key is a name of xdotool (Tab, space, Return, ctrl+Home) or text:… to type words. The first column is the language that
# the page declares for the piece. No sound card and no synthesizer are needed: Orca makes its speech all the same.
if [ -z "${IN_BUS:-}" ]; then IN_BUS=1 exec dbus-run-session -- bash "$0" "$@" 5>&1 >/dev/null 2>&1; fi
exec >&5
url=$1 title=$2; shift 2
home=$(mktemp -d); children=(); heard=0
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/share
export LC_ALL=ru_RU.UTF-8 GSETTINGS_BACKEND=memory HEARD=$home/heard.txt
trap 'kill "${children[@]}" 2>/dev/null; wait; rm -rf "$home"' EXIT
mkdir -p -m 700 "$home/run" "$home/share/orca" "$home/config/speech-dispatcher" "$home/firefox"
: >"$HEARD"
echo 'AddModule "none" "sd_none" "none.conf"' >"$home/config/speech-dispatcher/speechd.conf"
cp "$(dirname "$0")/orca-customizations.py" "$home/share/orca/"

exec 3<>"$home/display"
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp & children+=($!)
until [ -s "$home/display" ]; do sleep 0.1; done
DISPLAY=:$(tr -d '\n' <"$home/display"); export DISPLAY
openbox >/dev/null 2>&1 & children+=($!)
for property in IsEnabled ScreenReaderEnabled; do
  dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \
    string:org.a11y.Status "string:$property" variant:boolean:true
done >/dev/null 2>&1
orca >"$home/orca.log" 2>&1 & children+=($!)

# Prints the new lines, when none has come for $2 tenths of a second, or none at all within $1.
new_lines() {
  local waited=0 still=0 last=$heard count
  while sleep 0.1; do
    count=$(wc -l <"$HEARD"); waited=$((waited + 1))
    if [ "$count" = "$last" ]; then still=$((still + 1)); else still=0; fi
    last=$count
    [ "$last" -gt "$heard" ] && [ "$still" -ge "$2" ] && break
    [ "$last" = "$heard" ] && [ "$waited" -ge "$1" ] && break
  done
  tail -n +$((heard + 1)) "$HEARD" | sed 's/^/   /'
  heard=$last
}
new_lines 300 5 >/dev/null
[ "$heard" -gt 0 ] || { echo 'Orca stayed silent'; exit 4; }

while read -r preference; do echo "user_pref($preference);"; done >"$home/firefox/user.js" <<'P'
"browser.shell.checkDefaultBrowser", false
"browser.aboutwelcome.enabled", false
"browser.startup.homepage_override.mstone", "ignore"
"datareporting.policy.dataSubmissionEnabled", false
"termsofuse.bypassNotification", true
"app.update.enabled", false
"browser.newtab.preload", false
P
firefox-esr --no-remote --profile "$home/firefox" "$url" & children+=($!)
for _ in $(seq 120); do
  window=$(xdotool search --onlyvisible --name "$title" | head -n 1)
  [ -n "$window" ] && break
  sleep 0.5
done
[ -n "${window:-}" ] || { echo "no window called $title"; exit 3; }
xdotool windowactivate --sync "$window"
echo '[the page opens]'; new_lines 100 25
for key; do
  case $key in
    secret:*) echo '[types it in]'; xdotool type --delay 20 -- "${key#secret:}"; new_lines 5 6 >/dev/null ;;
    text:*) echo "[types: ${key#text:}]"; xdotool type --delay 20 -- "${key#text:}"; new_lines 5 6 >/dev/null ;;
    page:*) echo "[${key#page:}, and the next page opens]"; xdotool key "${key#page:}"; new_lines 60 25 ;;
    *) echo "[$key]"; xdotool key "$key"; new_lines 25 6 ;;
  esac
done
