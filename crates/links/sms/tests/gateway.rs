//! Text messages against a gateway in a process of its own.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

use app::{DeliveryReport, Sent, ShortMessage, SmsGateway};
use sms::{HttpGateway, SmsSettings};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Gateway {
    child: Child,
    address: String,
}

impl Gateway {
    fn start() -> Gateway {
        let mut child =
            Command::new(env!("CARGO_BIN_EXE_sms-gateway")).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Gateway { child, address }
    }

    fn link(&self) -> HttpGateway {
        link_to(&self.address)
    }

    fn taken(&self) -> Vec<sms::WireMessage> {
        let mut answer = ureq::get(&format!("{}/messages", self.address)).call().unwrap();
        answer.body_mut().read_json().unwrap()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn link_to(address: &str) -> HttpGateway {
    HttpGateway::new(SmsSettings {
        address: address.to_owned(),
        key: "a-key".into(),
        signature: "【一门】".into(),
    })
}

fn message(id: &str, to: &str) -> ShortMessage {
    ShortMessage {
        id: id.into(),
        to: to.into(),
        template: "SMS_101".into(),
        variables: vec!["排水许可".into(), "2026-7KQ4M-9XW2H".into()],
    }
}

#[test]
fn a_message_goes_with_signature_template_and_variables() {
    let gateway = Gateway::start();
    assert!(matches!(gateway.link().send(&message("a", "13800138008")), Sent::Taken(_)));
    let taken = gateway.taken();
    assert_eq!((taken[0].signature.as_str(), taken[0].template.as_str()), ("【一门】", "SMS_101"));
    assert_eq!(taken[0].variables, ["排水许可", "2026-7KQ4M-9XW2H"]);
}

#[test]
fn a_busy_gateway_is_asked_again_and_takes_it_then() {
    let gateway = Gateway::start();
    let busy = message("a", "13800131111");
    assert!(matches!(gateway.link().send(&busy), Sent::Later(why) if why.contains("busy")));
    assert!(matches!(gateway.link().send(&busy), Sent::Taken(_)));
    assert_eq!(gateway.taken().len(), 1);
}

#[test]
fn a_wrong_number_or_an_unapproved_template_is_never_tried_again() {
    let gateway = Gateway::start();
    assert!(matches!(gateway.link().send(&message("a", "13800130000")), Sent::Never(_)));
    let unapproved = ShortMessage { template: "DRAFT_1".into(), ..message("b", "13800138001") };
    assert!(matches!(gateway.link().send(&unapproved), Sent::Never(why) if why.contains("not approved")));
}

#[test]
fn a_gateway_that_hangs_up_leaves_the_message_uncertain() {
    let gateway = Gateway::start();
    let sent = gateway.link().send(&message("a", "13800132222"));
    assert!(matches!(sent, Sent::Uncertain(_)), "{sent:?}");
}

#[test]
fn without_a_gateway_nothing_was_sent_and_it_is_tried_later() {
    let sent = link_to("http://127.0.0.1:1").send(&message("a", "13800138001"));
    assert!(matches!(sent, Sent::Later(_)), "{sent:?}");
    assert!(link_to("http://127.0.0.1:1").reports(0).is_err());
}

#[test]
fn the_same_id_twice_is_one_message() {
    let gateway = Gateway::start();
    for _ in 0..2 {
        assert!(matches!(gateway.link().send(&message("a", "13800138001")), Sent::Taken(_)));
    }
    assert_eq!(gateway.taken().len(), 1);
    assert_eq!(gateway.link().reports(0).unwrap().len(), 1);
}

#[test]
fn a_report_that_comes_late_comes_behind_the_others_and_none_is_missed() {
    let gateway = Gateway::start();
    let link = gateway.link();
    for (id, to) in [("slow", "13800133333"), ("quick", "13800138001"), ("off", "13800134444")] {
        assert!(matches!(link.send(&message(id, to)), Sent::Taken(_)));
    }
    let first = link.reports(0).unwrap();
    let ids = |reports: &[DeliveryReport]| reports.iter().map(|report| report.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&first), ["quick", "off"]);
    assert_eq!(first[1].reason.as_deref(), Some("switched off"));
    let last = first[1].sequence;
    let patience = Instant::now() + Duration::from_secs(10);
    let late = loop {
        let reports = link.reports(last).unwrap();
        if !reports.is_empty() || patience < Instant::now() {
            break reports;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    assert_eq!(ids(&late), ["slow"]);
    assert!(late[0].delivered && last < late[0].sequence);
}
