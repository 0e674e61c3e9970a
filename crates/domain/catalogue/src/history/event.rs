//! What can happen to a matter.

use crate::matter::Matter;
use crate::words::words;
use kernel::{AccountId, DomainEvent, LocalText, MatterCode};
use serde::{Deserialize, Serialize};

words! {
    /// Where a version came from.
    Origin {
        /// Written in the administration pages.
        Editor = "editor", "本地编辑";
        /// Loaded from a pack.
        Pack = "pack", "内容包";
        /// Taken in from a workbook that an office sent.
        Workbook = "workbook", "表格导入";
        /// Taken from the provincial catalogue (事项管理系统).
        Province = "province", "省事项系统";
    }
}

/// A fact of a matter's life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MatterEvent {
    /// A new version was written.
    Drafted {
        /// Its number, from 1.
        version: u32,
        /// What it says.
        matter: Box<Matter>,
        /// The hash of its content, with the algorithm.
        hash: String,
        /// Who wrote it; none when it was loaded.
        author: Option<AccountId>,
        /// Where it came from.
        origin: Origin,
    },
    /// A second person found it good.
    Reviewed {
        /// Which version.
        version: u32,
        /// Who; none when it was loaded into an empty city.
        by: Option<AccountId>,
    },
    /// A second person sent it back.
    SentBack {
        /// Which version.
        version: u32,
        /// Who.
        by: AccountId,
        /// Why.
        reason: String,
    },
    /// It came into force; the version before it stays for running cases.
    Published {
        /// Which version.
        version: u32,
        /// Who; none when it was loaded into an empty city.
        by: Option<AccountId>,
    },
    /// The matter is no longer offered.
    Withdrawn {
        /// What people read.
        notice: LocalText,
        /// What took its place.
        successor: Option<MatterCode>,
        /// Who.
        by: AccountId,
    },
}

impl DomainEvent for MatterEvent {
    fn name(&self) -> &'static str {
        match self {
            MatterEvent::Drafted { .. } => "matter.drafted",
            MatterEvent::Reviewed { .. } => "matter.reviewed",
            MatterEvent::SentBack { .. } => "matter.sent-back",
            MatterEvent::Published { .. } => "matter.published",
            MatterEvent::Withdrawn { .. } => "matter.withdrawn",
        }
    }
}
