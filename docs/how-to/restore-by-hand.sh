#!/usr/bin/env bash
# Restores a backup without Continuity: with the AWS CLI (1 or 2), jq, openssl and GNU coreutils.
# docs/how-to/restore-by-hand.md says how to use it, docs/FORMAT.md what it reads.
set -euo pipefail
export LC_ALL=C.UTF-8

usage() {
  cat <<'END'
Usage: restore-by-hand.sh [OPTION]... BACKUP DESTINATION
  BACKUP        s3://bucket[/prefix/], or a folder that holds a copy of what is below the prefix
  DESTINATION   s3://bucket[/prefix/], or a folder; headers then go to FOLDER.headers

  --as-of TIME  what was there then (2026-01-31T12:00:00Z, '2 days ago'); without it, the newest
  --key KEY     this object alone
  --prefix P    objects whose keys start so
  --overwrite   also replace what is at the destination with other bytes
  --dry-run     tell what would be restored, and stop
  --jobs N      so many at a time (4)

Credentials are the AWS CLI's: the profile BACKUP_PROFILE ("backup") reads, ORIGIN_PROFILE ("origin")
writes; BACKUP_ENDPOINT and ORIGIN_ENDPOINT are the URLs of stores that are not Amazon's.
Exit status: 0 if all that was asked is there and right, 1 if something is not, 2 if it was not begun.
END
}

die() { printf 'restore-by-hand: %s\n' "$*" >&2; exit 2; }

as_of= only_key= only_prefix= overwrite= dry_run= jobs=4
while [ $# -gt 0 ]; do
  case $1 in
    --as-of) as_of=${2:?} && shift 2 ;;
    --key) only_key=${2:?} && shift 2 ;;
    --prefix) only_prefix=${2:?} && shift 2 ;;
    --jobs) jobs=${2:?} && shift 2 ;;
    --overwrite) overwrite=yes && shift ;;
    --dry-run) dry_run=yes && shift ;;
    -h | --help) usage && exit ;;
    -*) die "unknown option $1; see --help" ;;
    *) break ;;
  esac
done
[ $# -eq 2 ] || { usage >&2 && exit 2; }
for tool in jq openssl sha256sum; do
  command -v "$tool" >/dev/null || die "$tool is needed and not on the PATH"
done

# s3://bucket/prefix → bucket and prefix; a folder has no bucket
place() {
  bucket= prefix= folder=${1%/}
  case $1 in
    s3://*/*) bucket=${1#s3://} && prefix=${bucket#*/} && bucket=${bucket%%/*} ;;
    s3://*) bucket=${1#s3://} ;;
  esac
  case $prefix in '' | */) ;; *) prefix=$prefix/ ;; esac
}
place "$1" && from_bucket=$bucket from_prefix=$prefix from_folder=$folder
place "$2" && to_bucket=$bucket to_prefix=$prefix to_folder=$folder
[ -z "$from_bucket$to_bucket" ] || command -v aws >/dev/null || die "aws is needed and not on the PATH"

until=99999999T999999.999Z
if [ -n "$as_of" ]; then
  until=$(date -u -d "$as_of" +%Y%m%dT%H%M%S.%3NZ) || die "--as-of $as_of is no moment"
fi

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# Not every store knows the CLI's own checksums. Each content is checked here by its SHA-256, and on
# its arrival by the store, by its MD5.
export AWS_REQUEST_CHECKSUM_CALCULATION=when_required AWS_RESPONSE_CHECKSUM_VALIDATION=when_required
backup() {
  aws --profile "${BACKUP_PROFILE:-backup}" ${BACKUP_ENDPOINT:+--endpoint-url "$BACKUP_ENDPOINT"} \
    --output json s3api "$@"
}
origin() {
  aws --profile "${ORIGIN_PROFILE:-origin}" ${ORIGIN_ENDPOINT:+--endpoint-url "$ORIGIN_ENDPOINT"} \
    --output json s3api "$@"
}

# Parameters go in as JSON where the CLI lets them (not for get-object): so any key does, also one that
# it would take for an option or a file.
object() { jq -n --arg Bucket "$1" --arg Key "$2" '{$Bucket, $Key}'; }

# list backup|origin BUCKET PREFIX: its objects as JSON, one a line
list() {
  local where token=
  where=$(jq -n --arg Bucket "$2" --arg Prefix "$3" '{$Bucket, $Prefix}')
  while :; do
    "$1" list-objects-v2 --cli-input-json "$where" --max-items 20000 \
      ${token:+--starting-token "$token"} >"$work/page"
    jq -c '.Contents[]? | {name: .Key, size: .Size, etag: .ETag}' "$work/page"
    token=$(jq -r '.NextToken // ""' "$work/page")
    [ -n "$token" ] || return 0
  done
}

# The backup's objects whose names start with $1 below its prefix.
list_backup() {
  if [ -n "$from_bucket" ]; then
    list backup "$from_bucket" "$from_prefix$1"
  else
    (cd "$from_folder" && find . -type f -printf '%s %P\0') | jq -c -Rs --arg start "$1" \
      'split("\u0000")[] | select(. != "") | {name: .[index(" ") + 1:], size: .[:index(" ")] | tonumber}
       | select(.name | startswith($start))'
  fi
}

# fetch NAME FILE: an object of the backup; prints its headers as JSON
fetch() {
  if [ -n "$from_bucket" ]; then
    backup get-object --bucket "$from_bucket" --key="$from_prefix$1" "$2"
  else
    cp -- "$from_folder/$1" "$2" && echo '{}'
  fi
}

# decode VARIABLE BASE64: whole, with line feeds at its end
decode() {
  local text
  text=$(base64 -d <<<"$2" && printf .)
  printf -v "$1" %s "${text%.}"
}
sha256() { sha256sum <"$1" | cut -d ' ' -f 1; }
entry_name() { [ "$2" = 0 ] && printf %s "$1" || printf '%s~r%s' "$1" "$2"; }

fetch continuity.json "$work/binding" >/dev/null ||
  die "no continuity.json in $1: no backup, another prefix, or no access"
jq -e '.format == 1' "$work/binding" >/dev/null || die "this script does not know the format of $1"
printf 'Backup of %s, as of %s\n' "$(jq -r '.source + " (bucket " + .bucket + ")"' "$work/binding")" \
  "$([ -n "$as_of" ] && echo "$until" || echo now)"

# 1. Entries, a line each: home (the name but its last segment), entry without ~r<n>, n, size, key.
entries='
  .size as $size | (.name | ltrimstr($prefix) / "/") as $parts
  | $parts[-1] as $entry | ($parts[:-1] | join("/") + "/") as $home
  | (if $home | test("\\Along/[0-9a-f]{64}/\\z") then "?"
     elif ($parts[0] == "objects" and ($home | length) > 9
       and ($prefix + $home | utf8bytelength) + 160 <= 1024)
     then $parts[1:-1] | join("/")
       | select(startswith("continuity-canary/") | not)
       | select(if $key == "" then startswith($start) else . == $key end) | @base64
     else empty end) as $key64
  | select(($entry | length) <= 160 and ($entry | test(
      "\\A[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])([0-5][0-9]){2}\\.[0-9]{3}Z~"
      + "(deleted|erased|[0-9a-f]{64}~([A-Za-z0-9_.-]"
      + "|%([0189A-F][0-9A-F]|2[0-9A-CF]|3[A-F]|40|5[B-E]|60|7[B-F]))*(~r[1-9][0-9]{0,7})?)\\z")))
  | ($entry / "~r") as $repair
  | [($home | @base64), $repair[0], $repair[1] // "0", $size, $key64] | @tsv'
if [ -n "$only_key" ]; then
  list_backup "objects/$only_key/"
  list_backup "long/$(printf %s "$only_key" | sha256sum | cut -d ' ' -f 1)/"
else
  list_backup "objects/$only_prefix"
  list_backup long/
fi >"$work/listed"
jq -r --arg prefix "$from_prefix" --arg key "$only_key" --arg start "$only_prefix" "$entries" \
  "$work/listed" | sort -t $'\t' -k 1,1 -k 2,2 -k 3,3n >"$work/entries"

# 2. Of each home the greatest entry of then, with its copies, the last repaired one first.
awk -F '\t' -v until="$until" '
  function flush() {
    if (copies != "" && base !~ /~(deleted|erased)$/)
      print key "\t" home "\t" base "\t" copies "\t" size
  }
  $1 != home { flush(); home = $1; base = copies = "" }
  substr($2, 1, 20) <= until {
    copies = $2 == base ? $3 " " copies : $3; base = $2; size = $4; key = $5
  }
  END { flush() }' "$work/entries" >"$work/alive"

# 3. Long keys are told by an entry's metadata, or by an object of their own.
long_key() { # HOME ENTRY: prints it in base64
  : >"$work/key"
  if [ -n "$from_bucket" ]; then
    backup head-object --cli-input-json "$(object "$from_bucket" "$from_prefix$1$2")" |
      jq -r '.Metadata["continuity-key"] // "" | gsub("-"; "+") | gsub("_"; "/")
        | . + "==="[:(4 - length % 4) % 4]' | base64 -d >"$work/key"
  fi
  [ "long/$(sha256 "$work/key")/" = "$1" ] || fetch "$1key" "$work/key" >/dev/null 2>&1 || :
  [ "long/$(sha256 "$work/key")/" = "$1" ] && base64 -w 0 "$work/key"
}
grep -v '^?' "$work/alive" >"$work/plan" || :
: >"$work/keyless"
while IFS=$'\t' read -r _ home64 base copies size; do
  decode home "$home64"
  if key64=$(long_key "$home" "$(entry_name "$base" "${copies%% *}")"); then
    decode key "$key64"
    [ -z "$only_key" ] || [ "$key" = "$only_key" ] || continue
    case $key in continuity-canary/*) continue ;; "$only_prefix"*) ;; *) continue ;; esac
    printf '%s\t%s\t%s\t%s\t%s\n' "$key64" "$home64" "$base" "$copies" "$size" >>"$work/plan"
  else
    printf 'FAILED    %s: the backup does not tell its key\n' "$home" >>"$work/keyless"
  fi
done < <(grep '^?' "$work/alive")

# 4. What the destination has of it already: etag and size behind each line of the plan.
: >"$work/there"
if [ -n "$to_bucket" ]; then
  list origin "$to_bucket" "$to_prefix${only_key:-$only_prefix}" | jq -r --arg prefix "$to_prefix" \
    '[(.name | ltrimstr($prefix) | @base64), (.etag | gsub("\""; "")), .size] | @tsv' |
    sort -t $'\t' -k 1,1 >"$work/there"
fi
sort -t $'\t' -k 1,1 "$work/plan" | join -t $'\t' -a 1 - "$work/there" >"$work/todo"
awk -F '\t' '{ bytes += $5 } END { printf "%d objects of %.0f bytes were there\n", NR, bytes }' "$work/todo"
if [ -n "$dry_run" ]; then
  while IFS=$'\t' read -r key64 _ base _ size _; do
    decode key "$key64"
    printf '%s %s %q\n' "${base%%~*}" "$size" "$key"
  done <"$work/todo"
  cat "$work/keyless"
  exit 0
fi

# 5. Each object: read, compared with the hash in its name, written, with the headers it had.
bytes_are() { [ "$(sha256 "$1")" = "$2" ]; } # FILE SHA256
state_there() { # KEY FILE SHA256 ETAG SIZE [THERE-ETAG THERE-SIZE]: absent, right or differs
  if [ -z "$to_bucket" ]; then
    [ -f "$to_folder/$1" ] || { echo absent && return; }
    bytes_are "$to_folder/$1" "$3" && echo right || echo differs
  elif [ $# -eq 5 ]; then
    echo absent
  elif [ "$5" != "$7" ]; then
    echo differs
  elif [ "$4" = "$6" ]; then
    echo right
  elif printf %s "$to_prefix$1" >"$2.key" &&
    origin get-object --bucket "$to_bucket" --key "file://$2.key" "$2" >/dev/null && bytes_are "$2" "$3"; then
    echo right # of other parts, and so of another ETag
  else
    echo differs
  fi
}
headers='
  {ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, Expires,
   Metadata: ((.Metadata // {}) | to_entries | map(.key |= ascii_downcase
     | if .key | startswith("continuity-own-") then .key |= ltrimstr("continuity-own-")
       elif .key | startswith("continuity-") then empty else . end) | from_entries)}
  | with_entries(select(.value != null))'
write() { # KEY FILE HEADERS
  local path=$to_folder/$1
  if [ -n "$to_bucket" ]; then
    origin put-object --body "$2" --cli-input-json "$(jq -n --argjson headers "$3" \
      --arg Bucket "$to_bucket" --arg Key "$to_prefix$1" \
      --arg ContentMD5 "$(openssl dgst -md5 -binary "$2" | base64)" \
      '$headers + {$Bucket, $Key, $ContentMD5}')" >/dev/null
  else
    mkdir -p -- "$(dirname -- "$path")" "$(dirname -- "$to_folder.headers/$1")" &&
      mv -T -- "$2" "$path" && printf '%s\n' "$3" >"$to_folder.headers/$1.json"
  fi
}
restore() { # SLOT KEY64 HOME64 ENTRY COPIES SIZE [THERE-ETAG THERE-SIZE]
  local file=$work/file.$1 errors=$work/errors.$1 key home name copy found sha=${4#*~}
  local etag=${sha#*~} why="" said=""
  sha=${sha%%~*}
  decode key "$2" && decode home "$3"
  [ -n "$to_bucket" ] || case /$key/ in
    *//* | */./* | */../*)
      printf 'FAILED    %q: no file can be called so; restore it into a bucket\n' "$key" && return ;;
  esac
  case $(state_there "$key" "$file" "$sha" "$etag" "${@:6}") in
    right) printf 'right     %q\n' "$key" && return ;;
    differs) [ -n "$overwrite" ] || { printf 'DIFFERS   %q\n' "$key" && return; } ;;
  esac
  for copy in $5; do
    name=$home$(entry_name "$4" "$copy")
    if ! found=$(fetch "$name" "$file" 2>"$errors"); then
      why=$(tr '\n' ' ' <"$errors")
    elif ! bytes_are "$file" "$sha"; then
      why="its bytes are not what its name says" && said=" (not from $(printf %q "$name"): $why)"
    elif ! found=$(jq -c "$headers" <<<"$found" 2>"$errors") || ! write "$key" "$file" "$found" 2>"$errors"; then
      printf 'FAILED    %q: %s\n' "$key" "$(tr '\n' ' ' <"$errors")" && return
    else
      printf 'restored  %q%s\n' "$key" "$said" && return
    fi
  done
  printf 'FAILED    %q: %s\n' "$key" "$why"
}
for ((slot = 0; slot < jobs; slot++)); do
  awk -v n="$jobs" -v slot="$slot" 'NR % n == slot' "$work/todo" >"$work/todo.$slot"
  while IFS=$'\t' read -r -u 3 -a row; do
    restore "$slot" "${row[@]}"
  done 3<"$work/todo.$slot" | tee "$work/done.$slot" &
done
wait
cat "$work/keyless"
cat "$work/keyless" "$work"/done.* | awk '
  { count[$1]++ }
  END {
    printf "%d restored, %d already right, %d differ and were left, %d failed\n",
      count["restored"], count["right"], count["DIFFERS"], count["FAILED"]
    exit !(NR > 0 && count["DIFFERS"] + count["FAILED"] == 0)
  }'
