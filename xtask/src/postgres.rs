//! A private PostgreSQL cluster for the tests: made for one run, thrown away after it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use crate::Outcome;
use crate::packages::{is_root, postgres_program};
use crate::process::command;

/// The keeper makes the cluster, says "ready" and where it lies, and takes everything away when its input closes.
/// The kernel closes it however this process ends, so no failure, ctrl-c or kill leaves a server
/// behind; the keeper itself does not listen to ctrl-c. Durability is left on: it is under test.
/// Beside the data lies `fall-over`, which stops the server as a cut of the power would and starts it again.
const KEEPER: &str = r#"
set -eu
trap '' INT TERM HUP
folder=$(mktemp -d "${TMPDIR:-/tmp}/yimen-postgres.XXXXXX")
throw_away() {
    "$1/pg_ctl" stop -s -m immediate -D "$folder/data" >/dev/null 2>&1 || true
    rm -rf "$folder"
}
cd "$folder"
if "$1/initdb" -D data -U yimen --auth=trust --encoding=UTF8 --no-locale >init.log 2>&1 &&
    "$1/pg_ctl" start -s -w -D data -l server.log \
        -o "-p $2 -k $folder -c listen_addresses=127.0.0.1 -c max_connections=200" >>init.log 2>&1
then
    cat >fall-over <<END
"$1/pg_ctl" stop -s -m immediate -D "$folder/data" &&
"$1/pg_ctl" start -s -w -D "$folder/data" -l "$folder/server.log" \
    -o "-p $2 -k $folder -c listen_addresses=127.0.0.1 -c max_connections=200" >/dev/null
END
    echo "ready $folder"
    read -r _ || true
else
    cat init.log server.log 2>/dev/null >&2 || true
fi
throw_away "$1"
"#;

/// A running cluster; it stops and its folder is removed when this is dropped.
pub struct PrivatePostgres {
    keeper: Child,
    folder: String,
    /// Where tests connect, as a superuser who may create databases.
    pub url: String,
}

impl PrivatePostgres {
    /// Makes and starts a cluster on a free port of the loopback address.
    pub fn start() -> Outcome<PrivatePostgres> {
        let initdb = postgres_program("initdb").ok_or("initdb is missing: install postgresql")?;
        let programs = initdb.parent().expect("a program lies in a folder");
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut keeper = unprivileged_shell()
            .args(["-c", KEEPER, "keeper"])
            .arg(programs)
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut answer = String::new();
        let output = keeper.stdout.take().expect("stdout was asked for");
        BufReader::new(output).read_line(&mut answer)?;
        let Some(folder) = answer.trim().strip_prefix("ready ").map(str::to_owned) else {
            keeper.wait()?;
            return Err("the private PostgreSQL did not start; its own words are above".into());
        };
        Ok(PrivatePostgres { keeper, folder, url: format!("postgres://yimen@127.0.0.1:{port}/postgres") })
    }

    /// A command for a shell that lets the cluster fall over and starts it again.
    pub fn falls_over(&self) -> String {
        let shell = if is_root() { "runuser -u postgres -- sh" } else { "sh" };
        format!("cd / && {shell} '{}/fall-over'", self.folder)
    }
}

/// PostgreSQL refuses to run as root, so root lends it the user of the Debian package.
fn unprivileged_shell() -> Command {
    if !is_root() {
        return command("sh");
    }
    let mut command = command("runuser");
    command.args(["-u", "postgres", "--", "sh"]);
    command
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(cause) = self.keeper.wait() {
            eprintln!("the private PostgreSQL could not be waited for: {cause}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::{read, show};

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        if std::env::var_os("YIMEN_TEST_TOOLS").is_none() {
            return;
        }
        let postgres = PrivatePostgres::start().unwrap();
        let ask = |question: &str| {
            let mut psql = command("psql");
            psql.args(["--no-psqlrc", "-At", &postgres.url, "-c", question]);
            read(&mut psql).map(|answer| answer.trim().to_owned())
        };
        assert_eq!(ask("show fsync").unwrap(), "on");
        let folder = ask("show data_directory").unwrap();
        show(command("sh").args(["-c", &postgres.falls_over()])).unwrap();
        assert_eq!(ask("show fsync").unwrap(), "on", "it is up again");
        drop(postgres);
        assert!(show(command("test").args(["-e", &folder])).is_err());
    }
}
