//! How a matter is served: where it is decided, who takes it in, for whom, where and through which channels.

use crate::words::words;
use serde::{Deserialize, Serialize};

/// Where a matter is decided (practice.md 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Decided {
    /// In this platform, with its clocks.
    Here,
    /// In a department's system: we take the papers in, push them and mirror what comes back; we start no clock.
    Exchange {
        /// The name of the system.
        system: String,
    },
    /// Elsewhere: we only show the way.
    LinkOnly {
        /// Where to go; empty when there is a hall only.
        url: String,
    },
}

impl Decided {
    /// Whether this platform decides it.
    pub fn is_here(&self) -> bool {
        matches!(self, Decided::Here)
    }

    /// Whether this platform takes applications in.
    pub fn takes_applications(&self) -> bool {
        !matches!(self, Decided::LinkOnly { .. })
    }
}

words! {
    /// Who accepts (practice.md 3).
    Acceptance {
        /// Receipt of complete papers is acceptance.
        AtReceipt = "at_receipt", "收件即受理";
        /// The general window accepts by mandate of the department.
        ByWindow = "by_window", "委托综窗受理";
        /// The department accepts.
        ByDepartment = "by_department", "部门受理";
    }
}

words! {
    /// 办件类型 (practice.md 6).
    Completion {
        /// Finished while the visitor waits.
        Instant = "instant", "即办件";
        /// Finished within a promised limit.
        Promised = "promised", "承诺件";
    }
}

words! {
    /// The five handling classes (CASE-03).
    HandlingClass {
        /// 简单业务即时办.
        AtOnce = "at_once", "简单业务即时办";
        /// 复杂业务限时办.
        WithinLimit = "within_limit", "复杂业务限时办";
        /// 社税业务一窗办.
        InsuranceAndTax = "insurance_and_tax", "社税业务一窗办";
        /// 就业事项一次办.
        EmploymentOnce = "employment_once", "就业事项一次办";
        /// 关联业务打包办.
        Package = "package", "关联业务打包办";
    }
}

words! {
    /// Within what circle any window accepts (通办范围, CAT-06). The competent unit decides all the same.
    Scope {
        /// The home unit only.
        HomeUnit = "home_unit", "本单位";
        /// 全镇通办.
        Town = "town", "全镇通办";
        /// 全区通办.
        District = "district", "全区通办";
        /// 全城通办.
        City = "city", "全城通办";
        /// 跨市通办.
        CrossCity = "cross_city", "跨市通办";
        /// 跨省通办.
        CrossProvince = "cross_province", "跨省通办";
        /// 跨境通办.
        CrossBorder = "cross_border", "跨境通办";
    }
}

words! {
    /// For whom (服务对象, GB/T 39046-2020).
    Audience {
        /// 自然人.
        Person = "person", "自然人";
        /// 企业法人.
        Enterprise = "enterprise", "企业法人";
        /// 事业法人.
        PublicInstitution = "public_institution", "事业法人";
        /// 社会组织法人.
        SocialOrganisation = "social_organisation", "社会组织法人";
        /// 非法人企业, with the sole traders.
        Unincorporated = "unincorporated", "非法人企业";
        /// 行政机关.
        Authority = "authority", "行政机关";
        /// 其他组织.
        Other = "other", "其他组织";
    }
}

words! {
    /// Ways to get it done (CH-04).
    Channel {
        /// 窗口办理.
        Window = "window", "窗口办";
        /// 网上办理.
        Online = "online", "网上办";
        /// 移动端办理.
        Mobile = "mobile", "掌上办";
        /// 自助终端办理.
        Kiosk = "kiosk", "自助办";
        /// 视频办.
        Video = "video", "视频办";
        /// 预约办.
        Appointment = "appointment", "预约办";
        /// 邮寄申请.
        Post = "post", "邮寄办";
        /// 上门办.
        AtHome = "at_home", "上门办";
        /// 电话咨询.
        Hotline = "hotline", "热线咨询";
    }
}

words! {
    /// How far it can be done online (CAT-08). The whole process online is part of what can be done online.
    OnlineDepth {
        /// Not at all.
        None = "none", "不可网办";
        /// The application, with a visit.
        Possible = "possible", "网上可办";
        /// From application to result without a visit.
        Whole = "whole", "全程网办";
    }
}
