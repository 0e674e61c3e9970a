//! What people write into the fields of forms, by key. A key that is not known here gets something plain: any pack can
//! be lived in, only less vividly.

/// Short texts to draw from; none where the name of an organisation fits.
pub fn short(key: &str) -> &'static [&'static str] {
    const RULES: &[(&str, &[&str])] = &[
        ("bank", &["样例银行营业部", "示范银行第一支行", "演示农商银行"]),
        ("lender", &["样例银行营业部", "示范银行第一支行"]),
        ("hospital", &["样例人民医院", "示范妇幼保健院", "演示中医院"]),
        ("treated", &["样例人民医院", "演示中医院"]),
        ("baby_place", &["示范妇幼保健院", "样例人民医院"]),
        ("species", &["大叶榕", "凤凰木", "小叶榄仁", "木棉"]),
        ("road", &["样例路（示范街口至演示巷口）", "示范街东侧人行道"]),
        ("place", &["样例公园东门", "示范广场北侧", "演示小区3栋前"]),
        ("move_to", &["样例公园苗圃", "示范路绿化带"]),
        ("target_city", &["湖南省长沙市", "江西省赣州市"]),
        ("target", &["样例消纳场", "示范填埋场"]),
        ("country", &["新加坡", "马来西亚", "日本"]),
        ("industry", &["餐饮业", "居民服务业", "批发和零售业"]),
        ("goods", &["日用百货", "办公用品", "食品、饮料"]),
        ("skills", &["电工、水电安装", "会计", "客服、文员"]),
        ("want_job", &["仓库管理员", "行政文员", "厨师"]),
        ("post", &["仓库管理员", "项目经理", "护理员"]),
        ("work_text", &["仓库管理", "工程管理", "护理"]),
        ("title", &["高级工程师", "高级技师"]),
        ("screen", &["18:00 至 22:00", "19:00 至 21:30"]),
        ("lost", &["在公交车上遗失", "搬家时遗失"]),
        ("go_abroad", &["去泰国旅游一周", "去日本看望家人"]),
        ("notified", &["供水公司、社区居委会"]),
        ("network", &["样例路市政污水管", "示范街市政污水管"]),
        ("claims", &["权利要求第1项至第3项"]),
        ("shop", &["海风小馆", "榕树便利店", "渔歌面包房"]),
        ("platforms", &["样例外卖平台：海风小馆"]),
        ("event", &["示范社区邻里节", "样例新春游园会"]),
        ("plan_name", &["生产安全事故综合应急预案"]),
        ("project", &["样例小学扩建工程", "示范路管网改造工程"]),
        ("works", &["示范路管网改造工程", "演示小区外墙维修"]),
        ("report", &["20260418"]),
        ("relation", &["子女", "配偶"]),
    ];
    RULES.iter().find(|(part, _)| key.contains(part)).map_or(&[], |(_, list)| list)
}

/// A longer text.
pub fn long(key: &str) -> &'static str {
    const RULES: &[(&str, &str)] = &[
        ("accident", "搬运货物时滑倒，右手腕受伤，同事当场送到医院，已拍片并包扎。"),
        ("quarrel", "楼上卫生间漏水到我家客厅，协商过两次，修理费用没有谈拢。"),
        ("wish", "希望对方修好漏水，并承担重新粉刷的费用。"),
        ("report", "一楼通道长期堆放液化气瓶，没有消防器材，附近有小学。"),
        ("trouble", "家里两位老人长期看病，收入只够日常开支。"),
        ("request", "请求撤销原处罚决定，并退还已缴罚款。"),
        ("case", "拖欠工资三个月，已经向公司要过两次，没有结果。"),
        ("cause", "台风过后树身倾斜，树根顶起围墙，影响行人和车辆通行。"),
        ("banner", "欢迎光临，开业酬宾。"),
        ("business", "餐饮服务；预包装食品零售。"),
        ("content", "新建教学楼一栋，地上四层，配套道路和管网。"),
        ("pretreatment", "隔油池一座，容积3立方米；化粪池一座，容积12立方米。"),
    ];
    let found = RULES.iter().find(|(part, _)| key.contains(part));
    found.map_or("情况属实，具体内容以随附的图纸和材料为准。", |(_, text)| text)
}

/// An amount in whole yuan.
pub fn yuan(key: &str) -> i64 {
    const RULES: &[(&str, i64)] = &[
        ("home_price", 1_280_000),
        ("loan", 600_000),
        ("investment", 8_600_000),
        ("capital", 500_000),
        ("rent", 2_600),
        ("income", 6_800),
        ("salary", 9_500),
        ("savings", 12_000),
        ("monthly", 30_000),
        ("largest", 10_000),
        ("price", 1_150_000),
    ];
    RULES.iter().find(|(part, _)| key.contains(part)).map_or(1_860, |(_, amount)| *amount)
}

/// From where to where a number is drawn; `least` is the form's own bound.
pub fn range(key: &str, least: i64, year: i16) -> (i64, i64) {
    let year = i64::from(year);
    match key {
        _ if (1_900..2_200).contains(&least) && key.contains("graduat") => (year - 12, year - 1),
        _ if (1_900..2_200).contains(&least) => (year, year + 1),
        _ if key.contains("floor_area") => (1_200, 9_800),
        _ if key.contains("area") => (35, 260),
        _ if key.contains("girth") => (18, 65),
        _ if key.contains("distance") => (120, 900),
        _ if key.contains("capacity") => (20_000, 90_000),
        _ if key.contains("used") => (5_000, 15_000),
        _ if key.contains("rate") => (least, least + 5),
        _ if key.contains("pay_day") => (5, 15),
        _ if key.contains("seats") || key.contains("rooms") || key.contains("meals") => (24, 90),
        _ if key.contains("babies") || key.contains("faces") => (1, 1),
        _ if key.contains("_m") || key.contains("depth") => (1, 3),
        _ => (least.max(1), least.max(1).saturating_mul(4).max(6)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_money_is_no_street() {
        assert!(short("bank_name").iter().all(|name| name.contains("银行")));
        assert!(short("unit_name").is_empty(), "an organisation is named");
        assert!(long("unheard_of").chars().count() > 10);
    }

    #[test]
    fn a_shop_has_a_floor_to_stand_on() {
        let (from, to) = range("area", 1, 2026);
        assert!(30 < from && to < 500);
        assert_eq!(range("from_year", 2000, 2026).0, 2026);
    }
}
