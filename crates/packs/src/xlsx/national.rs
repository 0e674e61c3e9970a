//! The columns of the national exchange tables (domain-reference.md §1.5) and how a matter fills them.
//!
//! The codes are those of GB/T 39046-2020 or, where feeds differ, of the live dictionaries named beside them; inside
//! the platform they are never used.

use calendar::Limit;
use catalogue::{
    Audience, Channel, City, Completion, DeliveryWay, Material, MaterialKind, Matter, Need, OnlineDepth,
    ResultKind, Scope, SourceChannel,
};

/// One column of the matters.
pub(super) struct MatterColumn {
    /// The national field name.
    pub(super) field: &'static str,
    /// What people call it.
    pub(super) label: &'static str,
    /// What a matter shows in it.
    pub(super) cell: fn(&Matter, &City) -> String,
    /// How a changed cell is taken over; none where it cannot be.
    pub(super) take: Option<fn(&mut Matter, &str) -> Option<()>>,
}

/// One column of the materials.
pub(super) struct MaterialColumn {
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) cell: fn(&Matter, &Material, usize) -> String,
}

const fn shown(field: &'static str, label: &'static str, cell: fn(&Matter, &City) -> String) -> MatterColumn {
    MatterColumn { field, label, cell, take: None }
}

const fn own(
    field: &'static str,
    label: &'static str,
    cell: fn(&Matter, &City) -> String,
    take: fn(&mut Matter, &str) -> Option<()>,
) -> MatterColumn {
    MatterColumn { field, label, cell, take: Some(take) }
}

pub(super) const MATTER_COLUMNS: &[MatterColumn] = &[
    shown("local_task_code", "本地代号", |it, _| it.code.to_string()),
    own(
        "task_name",
        "事项名称",
        |it, _| it.name.chinese.clone(),
        |it, text| (!text.is_empty()).then(|| it.name.chinese = text.to_owned()),
    ),
    shown("catalog_code", "基本编码", |it, _| alias(it, 12)),
    shown("task_code", "实施编码", |it, _| alias(it, 31)),
    shown("task_handle_item", "业务办理项编码", |it, _| alias(it, 33)),
    shown("task_type", "事项类型", |it, _| it.regime.item_type_code().to_owned()),
    shown("use_level", "行使层级", |it, _| it.level.use_level().to_string()),
    shown("task_state", "事项状态", |_, _| "1".to_owned()),
    shown("dept_name", "实施主体", department),
    shown("dept_code", "实施主体编码", |it, city| {
        city.department(&it.department).and_then(|department| department.uscc.clone()).unwrap_or_default()
    }),
    shown("by_law", "设定依据", |it, _| lines(it.legal_bases.iter().map(|basis| basis.cited()))),
    own(
        "anticipate_day",
        "法定办结时限",
        |it, _| day(it.limits.statutory),
        |it, text| amended(it.limits.statutory, text).map(|limit| it.limits.statutory = limit),
    ),
    shown("anticipate_type", "法定时限单位", |it, _| unit(it.limits.statutory)),
    shown("anticipate_explain", "法定时限说明", |it, _| words(it.limits.statutory)),
    own(
        "promise_day",
        "承诺办结时限",
        |it, _| day(it.limits.promised),
        |it, text| amended(it.limits.promised, text).map(|limit| it.limits.promised = limit),
    ),
    shown("promise_type", "承诺时限单位", |it, _| unit(it.limits.promised)),
    shown("promise_explain", "承诺时限说明", |it, _| words(it.limits.promised)),
    shown("accept_condition", "受理条件", |it, _| {
        lines(it.conditions.iter().map(|condition| condition.chinese.clone()))
    }),
    shown("special_procedure", "特别程序", |it, _| {
        lines(
            it.special_procedures
                .iter()
                .map(|special| format!("{}（{}）", special.kind.chinese(), special.law)),
        )
    }),
    shown("handle_flow", "办理流程", |it, _| {
        lines(it.steps.iter().map(|step| step.name.chinese.clone()))
    }),
    shown("handle_type", "办理形式", |it, _| {
        joined(it.channels.iter().filter_map(|channel| handle_type(*channel)))
    }),
    shown("project_type", "办件类型", |it, _| {
        match it.completion {
            Completion::Instant => "1",
            Completion::Promised => "2",
        }
        .to_owned()
    }),
    shown("server_type", "服务对象", |it, _| {
        joined(it.audiences.iter().map(|audience| server_type(*audience)))
    }),
    shown("is_fee", "是否收费", |it, _| flag(!it.fee.is_free())),
    shown("fee_basis", "收费依据", |it, _| lines(it.fee.bases.iter().map(|basis| basis.cited()))),
    own(
        "limit_scene_num",
        "到办事现场次数",
        |it, _| it.visits.to_string(),
        |it, text| text.parse().ok().map(|visits| it.visits = visits),
    ),
    own(
        "link_way",
        "咨询方式",
        |it, _| it.contact.clone().unwrap_or_default(),
        |it, text| {
            it.contact = Some(text.to_owned()).filter(|text| !text.is_empty());
            Some(())
        },
    ),
    own(
        "supervise_way",
        "监督投诉方式",
        |it, _| it.supervision.clone().unwrap_or_default(),
        |it, text| {
            it.supervision = Some(text.to_owned()).filter(|text| !text.is_empty());
            Some(())
        },
    ),
    shown("handle_area", "通办范围", |it, _| handle_area(it.scope).to_owned()),
    shown("is_entry_center", "是否进驻大厅", |it, _| flag(!it.halls.is_empty())),
    shown("transact_addr", "办理地点", |it, city| {
        lines(it.halls.iter().filter_map(|hall| city.hall(hall)).map(|hall| hall.name.chinese.clone()))
    }),
    shown("is_express", "是否支持快递", |it, _| flag(it.delivery.contains(&DeliveryWay::Post))),
    shown("is_online", "是否网办", |it, _| flag(it.online != OnlineDepth::None)),
    shown("online_handle_depth", "网上办理深度", |it, _| online_depth(it.online).to_owned()),
    shown("is_pay_online", "是否网上支付", |it, _| {
        flag(!it.fee.is_free() && it.online == OnlineDepth::Whole)
    }),
    shown("is_schedule", "是否支持预约", |it, _| flag(it.channels.contains(&Channel::Appointment))),
    shown("is_service_terminals", "是否支持自助终端", |it, _| {
        flag(it.channels.contains(&Channel::Kiosk))
    }),
    shown("result_type", "审批结果类型", |it, _| {
        it.result.as_ref().map_or("4", |result| result_type(result.kind)).to_owned()
    }),
    shown("result_name", "审批结果名称", |it, _| {
        it.result.as_ref().map(|result| result.name.chinese.clone()).unwrap_or_default()
    }),
];

pub(super) const MATERIAL_COLUMNS: &[MaterialColumn] = &[
    MaterialColumn {
        field: "local_task_code",
        label: "本地代号",
        cell: |matter, _, _| matter.code.to_string(),
    },
    MaterialColumn { field: "order_num", label: "序号", cell: |_, _, place| (place + 1).to_string() },
    MaterialColumn {
        field: "material_name", label: "材料名称", cell: |_, it, _| it.name.chinese.clone()
    },
    MaterialColumn {
        field: "by_law", label: "依据", cell: |_, it, _| it.basis.clone().unwrap_or_default()
    },
    MaterialColumn {
        field: "page_num_y",
        label: "原件份数",
        cell: |_, it, _| it.copies.unwrap_or_default().original.to_string(),
    },
    MaterialColumn {
        field: "page_num_f",
        label: "复印件份数",
        cell: |_, it, _| it.copies.unwrap_or_default().copy.to_string(),
    },
    MaterialColumn {
        field: "accept_stand",
        label: "受理标准",
        cell: |_, it, _| it.requirement.as_ref().map(|text| text.chinese.clone()).unwrap_or_default(),
    },
    MaterialColumn {
        field: "material_type",
        label: "材料类型",
        cell: |_, it, _| {
            match it.kind {
                MaterialKind::Certificate => "1",
                MaterialKind::Form => "2",
                MaterialKind::Other => "3",
            }
            .to_owned()
        },
    },
    MaterialColumn {
        field: "material_format",
        label: "材料形式",
        cell: |_, it, _| (if it.electronic { "3" } else { "1" }).to_owned(),
    },
    MaterialColumn {
        field: "is_need",
        label: "必要性",
        cell: |_, it, _| {
            match (it.tolerable, it.need) {
                (Some(_), _) => "3",
                (None, Need::Required) => "1",
                (None, Need::Situational) => "2",
            }
            .to_owned()
        },
    },
    MaterialColumn {
        field: "source_type",
        label: "来源渠道",
        cell: |_, it, _| {
            match it.source {
                SourceChannel::Applicant => "10",
                SourceChannel::Authority => "20",
                SourceChannel::Other => "99",
            }
            .to_owned()
        },
    },
    MaterialColumn {
        field: "source_explain",
        label: "来源说明",
        cell: |_, it, _| it.issued_by.clone().unwrap_or_default(),
    },
    MaterialColumn {
        field: "cert_code",
        label: "关联电子证照",
        cell: |_, it, _| it.certificate.clone().unwrap_or_default(),
    },
];

fn alias(matter: &Matter, length: usize) -> String {
    let of_length = matter.aliases.iter().find(|alias| alias.as_str().len() == length);
    of_length.map(|alias| alias.as_str().to_owned()).unwrap_or_default()
}

fn department(matter: &Matter, city: &City) -> String {
    let known = city.department(&matter.department);
    known.map_or_else(|| matter.department.to_string(), |department| department.name.chinese.clone())
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// Several codes in one cell.
fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = codes.collect();
    all.sort_unstable();
    all.dedup();
    all.join("^")
}

fn flag(yes: bool) -> String {
    if yes { "1" } else { "0" }.to_owned()
}

fn day(limit: Option<Limit>) -> String {
    limit.map(|limit| limit.amount().to_string()).unwrap_or_default()
}

fn words(limit: Option<Limit>) -> String {
    limit.map(|limit| limit.to_string()).unwrap_or_default()
}

/// 1 working days, 2 calendar days, 3 months; other units are told in the explanation only.
fn unit(limit: Option<Limit>) -> String {
    match limit {
        Some(Limit::WorkingDays(_)) => "1",
        Some(Limit::CalendarDays(_)) => "2",
        Some(Limit::Months(_)) => "3",
        _ => "",
    }
    .to_owned()
}

/// The limit with another number and the same unit; working days where there was none.
fn amended(limit: Option<Limit>, text: &str) -> Option<Option<Limit>> {
    if text.is_empty() {
        return Some(None);
    }
    let amount: u16 = text.parse().ok()?;
    let changed = match limit {
        Some(Limit::CalendarDays(_)) => Limit::CalendarDays(amount),
        Some(Limit::Months(_)) => Limit::Months(u8::try_from(amount).ok()?),
        Some(Limit::WorkingHours(_)) => Limit::WorkingHours(amount),
        Some(Limit::WorkingMinutes(_)) => Limit::WorkingMinutes(amount),
        Some(Limit::WorkingDays(_) | Limit::SameSession) | None => Limit::WorkingDays(amount),
    };
    Some(Some(changed))
}

fn handle_type(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::Window => Some("1"),
        Channel::Online => Some("2"),
        Channel::Mobile => Some("3"),
        Channel::Post => Some("4"),
        Channel::Kiosk | Channel::Video | Channel::AtHome => Some("9"),
        // An appointment and a telephone call are ways to the window, not ways to apply.
        Channel::Appointment | Channel::Hotline => None,
    }
}

fn server_type(audience: Audience) -> &'static str {
    match audience {
        Audience::Person => "1",
        Audience::Enterprise => "2",
        Audience::PublicInstitution => "3",
        Audience::SocialOrganisation => "4",
        Audience::Unincorporated => "5",
        Audience::Authority => "6",
        Audience::Other => "9",
    }
}

fn handle_area(scope: Scope) -> &'static str {
    match scope {
        Scope::HomeUnit => "",
        Scope::Town => "5",
        Scope::District => "4",
        Scope::City => "3",
        Scope::CrossCity => "2",
        Scope::CrossProvince | Scope::CrossBorder => "1",
    }
}

fn online_depth(depth: OnlineDepth) -> &'static str {
    match depth {
        OnlineDepth::None => "1",
        OnlineDepth::Possible => "1^2^3",
        OnlineDepth::Whole => "1^2^3^4^5^6",
    }
}

fn result_type(kind: ResultKind) -> &'static str {
    match kind {
        ResultKind::Licence => "1",
        ResultKind::Approval => "2",
        ResultKind::Certificate | ResultKind::Payment | ResultKind::Other => "3",
        ResultKind::None => "4",
    }
}
