#!/bin/sh
# Installs the package with dpkg in a clean Debian, runs it there as its own account, removes and purges it:
#     try_deb_in_chroot.sh FILE.deb [FOLDER]
# As root; needs debootstrap and a mirror. FOLDER keeps the clean system for the next time.
set -eu
package=$(realpath "$1")
clean=${2:-build/debian}
work=$(mktemp -d)
root=$work/root
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$work"' EXIT

if [ ! -e "$clean/etc/debian_version" ]; then
    mkdir -p "$(dirname "$clean")"
    debootstrap --variant=minbase --include=python3,man-db,systemd bookworm "$clean.new" >/dev/null
    mv "$clean.new" "$clean"
fi
cp -a "$clean" "$root"
cp "$package" "$root/root/chodon.deb"
mount -t proc proc "$root/proc" 2>/dev/null || echo "no /proc in the chroot: this machine does not allow it" >&2

inside() { env -i LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
as_account() { env -i LC_ALL=C.UTF-8 HOME=/var/lib/chodon PATH=/usr/bin:/bin CHODON_REGISTER=/var/lib/chodon/register.db /usr/sbin/chroot --userspec=chodon:chodon "$root" "$@"; }

# installed: an account that nobody can log in as, and its folder
inside dpkg -i /root/chodon.deb >/dev/null
inside getent passwd chodon | grep -q ':/var/lib/chodon:/usr/sbin/nologin$'
test "$(inside id -u chodon)" -ne 0
test "$(inside stat -c '%a %U:%G' /var/lib/chodon)" = "700 chodon:chodon"
test -z "$(inside dpkg --audit)"
inside dpkg --verify chodon

# used by the account, as the timers use it
as_account chodon --quiet init
as_account chodon --quiet unit add PNV "Phòng Nội vụ" --kind phòng
as_account chodon --quiet staff add --name "Nguyễn Văn An" --unit PNV --category CC --from 2021-01-01
as_account chodon --quiet violation log --staff CC001 --standard TT01 --on 2022-03-01
as_account chodon report compliance --period 2022 -f csv | grep -q '^PNV,'
as_account chodon --quiet report compliance --period 2022 -o /var/lib/chodon/out/tuan-thu.xlsx
for job in backup check due; do as_account "/usr/lib/chodon/jobs/$job"; done
test -n "$(ls "$root/var/lib/chodon/backup")" && test -s "$root/var/lib/chodon/out/den-han.csv"

# manual, completion, timers
for page in chodon chodon-violation chodon-report; do inside man --warnings -w "$page" >/dev/null; done
inside man -L vi -w chodon | grep -q /vi/
inside bash -c '. /usr/share/bash-completion/completions/chodon && complete -p chodon' >/dev/null
test -s "$root/usr/share/zsh/vendor-completions/_chodon" && test -s "$root/usr/share/fish/vendor_completions.d/chodon.fish"
for job in backup check due; do inside systemd-analyze verify "chodon@$job.service" "chodon-$job.timer"; done

# removed, and purged: the program goes, what was entered stays
before=$(sha256sum "$root/var/lib/chodon/register.db")
for way in --remove --purge; do
    inside dpkg "$way" chodon >/dev/null 2>&1
    test ! -e "$root/usr/bin/chodon" && test ! -e "$root/usr/lib/chodon/chodon_cli"
    test "$(sha256sum "$root/var/lib/chodon/register.db")" = "$before"
    inside getent passwd chodon >/dev/null
done

# installed again over what is there
inside dpkg -i /root/chodon.deb >/dev/null
as_account chodon report compliance --period 2022 -f csv | grep -q '^PNV,'
echo "the package is installed, used, removed and purged in a clean Debian $(cat "$root/etc/debian_version")"
