//! Letters against a real SMTP server, started as a program of its own.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

use app::{Letter, Mailer, Sent};
use mail::{MailSettings, Protection, SmtpMailer};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// The server; it ends when its input closes.
struct Server {
    child: Child,
    port: u16,
    control: String,
}

impl Server {
    /// None, with a sentence, where the outside programs are not installed.
    fn start(login: Option<(&str, &str)>) -> Option<Server> {
        let Some(folder) = std::env::var_os("YIMEN_TEST_E2E").map(PathBuf::from) else {
            testbed::missing("YIMEN_TEST_E2E does not name the folder of the outside programs");
            return None;
        };
        let mut command = Command::new("node");
        command.arg(folder.join("outside/mail-server.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
        if let Some((user, password)) = login {
            command.env("MAIL_USER", user).env("MAIL_PASSWORD", password);
        }
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = |before: &str| {
            let line = lines.next().unwrap().unwrap();
            line.strip_prefix(before).unwrap_or_else(|| panic!("{line}")).to_owned()
        };
        let address = said("smtp on ");
        let control = said("control on ");
        let port = address.rsplit(':').next().unwrap().parse().unwrap();
        Some(Server { child, port, control })
    }

    fn behave(&self, behaviour: &Value) {
        ureq::put(&format!("{}/behaviour", self.control)).send_json(behaviour).unwrap();
    }

    fn letters(&self) -> Vec<Value> {
        let mut answer = ureq::get(&format!("{}/letters", self.control)).call().unwrap();
        answer.body_mut().read_json().unwrap()
    }

    fn mailer(&self, change: impl FnOnce(&mut MailSettings)) -> SmtpMailer {
        let mut settings = MailSettings {
            server: "127.0.0.1".into(),
            port: self.port,
            protection: Protection::None,
            user: None,
            password: None,
            from: "一门 <no-reply@city.example>".into(),
            domain: "city.example".into(),
            patience_seconds: 20,
        };
        change(&mut settings);
        SmtpMailer::new(&settings).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn letter(to: &str) -> Letter {
    Letter {
        id: "2026ABCDEFGHJ2-3-accepted-mail".into(),
        to: to.into(),
        subject: "您申请的“排水许可”已受理".into(),
        text: "您好：\n\n您的申请已经受理。𫚉\n".into(),
    }
}

#[test]
fn a_letter_arrives_whole_with_the_outbox_key_as_its_message_id() {
    let Some(server) = Server::start(None) else { return };
    let sent = server.mailer(|_| {}).send(&letter("chen@example.org"));
    assert!(matches!(sent, Sent::Taken(_)), "{sent:?}");
    let letters = server.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0]["messageId"], "<2026ABCDEFGHJ2-3-accepted-mail@city.example>");
    assert_eq!(letters[0]["subject"], "您申请的“排水许可”已受理");
    assert_eq!(letters[0]["to"], json!(["chen@example.org"]));
    assert_eq!(letters[0]["from"], "no-reply@city.example");
    let text = letters[0]["text"].as_str().unwrap();
    assert_eq!(text.replace("\r\n", "\n").trim_end(), "您好：\n\n您的申请已经受理。𫚉");
}

#[test]
fn an_address_that_the_server_refuses_for_good_is_never_tried_again() {
    let Some(server) = Server::start(None) else { return };
    server.behave(&json!({ "refuse": "@nowhere.example" }));
    let sent = server.mailer(|_| {}).send(&letter("chen@nowhere.example"));
    assert!(matches!(&sent, Sent::Never(why) if why.contains("no such mailbox")), "{sent:?}");
    let broken = server.mailer(|_| {}).send(&letter("not an address"));
    assert!(matches!(broken, Sent::Never(_)));
}

#[test]
fn a_busy_mailbox_is_tried_again_later() {
    let Some(server) = Server::start(None) else { return };
    server.behave(&json!({ "later": "@busy.example" }));
    let sent = server.mailer(|_| {}).send(&letter("chen@busy.example"));
    assert!(matches!(sent, Sent::Later(_)), "{sent:?}");
    server.behave(&json!({}));
    assert!(matches!(server.mailer(|_| {}).send(&letter("chen@busy.example")), Sent::Taken(_)));
}

#[test]
fn a_slow_server_is_waited_for_up_to_the_patience() {
    let Some(server) = Server::start(None) else { return };
    server.behave(&json!({ "delayMs": 1500 }));
    assert!(matches!(server.mailer(|_| {}).send(&letter("chen@example.org")), Sent::Taken(_)));
    let impatient = server.mailer(|settings| settings.patience_seconds = 1);
    let sent = impatient.send(&letter("chen@example.org"));
    assert!(matches!(sent, Sent::Later(_)), "{sent:?}");
}

#[test]
fn a_line_that_breaks_after_the_letter_was_kept_leads_to_the_same_letter_again() {
    let Some(server) = Server::start(None) else { return };
    server.behave(&json!({ "drop": "@gone.example" }));
    let sent = server.mailer(|_| {}).send(&letter("chen@gone.example"));
    assert!(matches!(sent, Sent::Later(_)), "{sent:?}");
    server.behave(&json!({}));
    assert!(matches!(server.mailer(|_| {}).send(&letter("chen@gone.example")), Sent::Taken(_)));
    let letters = server.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0]["messageId"], letters[1]["messageId"]);
}

#[test]
fn a_wrong_password_of_ours_makes_letters_wait_and_gives_none_up() {
    let Some(server) = Server::start(Some(("city", "right"))) else { return };
    let login = |password: &'static str| {
        move |settings: &mut MailSettings| {
            settings.user = Some("city".into());
            settings.password = Some(password.into());
        }
    };
    let sent = server.mailer(login("wrong")).send(&letter("chen@example.org"));
    assert!(matches!(sent, Sent::Later(_)), "{sent:?}");
    let sent = server.mailer(login("right")).send(&letter("chen@example.org"));
    assert!(matches!(sent, Sent::Taken(_)), "{sent:?}");
}

#[test]
fn without_a_server_letters_wait() {
    let settings = MailSettings {
        server: "127.0.0.1".into(),
        port: 1,
        protection: Protection::None,
        user: None,
        password: None,
        from: "no-reply@city.example".into(),
        domain: "city.example".into(),
        patience_seconds: 2,
    };
    let sent = SmtpMailer::new(&settings).unwrap().send(&letter("chen@example.org"));
    assert!(matches!(sent, Sent::Later(_)), "{sent:?}");
}

#[test]
fn a_senders_address_that_is_none_is_refused_by_name() {
    let settings = json!({ "server": "mail.example", "from": "nobody", "domain": "city.example" });
    let settings: MailSettings = serde_json::from_value(settings).unwrap();
    let refused = SmtpMailer::new(&settings).err().unwrap();
    assert!(refused.to_string().contains("nobody"));
}
