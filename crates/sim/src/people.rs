//! Made-up people: names, numbers and addresses that are whole in form and belong to nobody on purpose.

use app::{NewOrganisation, NewPerson};
use identity::{Assurance, CitizenNumber, Contact, CreditCode, PaperKind};
use jiff::civil::Date;
use kernel::Moment;

const FAMILY: &[&str] = &[
    "陈", "李", "黄", "张", "梁", "林", "刘", "吴", "杨", "王", "罗", "周", "何", "郑", "谢", "邓", "曾",
    "欧阳", "冼", "麦",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "秀英", "霞",
    "平", "刚", "桂兰", "志强", "建华", "美玲", "文轩", "子涵", "思远", "嘉欣", "国栋", "海燕", "小梅",
];
const TRADES: &[&str] = &["餐饮", "酒店", "物业", "建筑", "劳务", "广告", "园林", "环保", "贸易", "健身"];
const MARKS: &[&str] = &["海风", "榕树", "凤凰", "渔歌", "香山", "横山", "伶仃", "石花", "野狸", "竹仙"];
const PLACES: &[&str] = &["样例路", "示范街", "演示巷", "测试大道"];

/// One of a list, by chance.
pub fn pick<'a>(moment: &mut Moment, list: &[&'a str]) -> &'a str {
    list[moment.below(list.len() as u64) as usize]
}

/// A natural person of the city with this region code.
pub fn person(moment: &mut Moment, region: u32) -> NewPerson {
    let name = match moment.below(60) {
        0 => "买买提·艾力".to_owned(),
        _ => format!("{}{}", pick(moment, FAMILY), pick(moment, GIVEN)),
    };
    let year = 1940 + moment.below(66) as i16;
    let (month, day) = (1 + moment.below(12) as i8, 1 + moment.below(28) as i8);
    let birth = Date::new(year, month, day).expect("every month has 28 days");
    let number = CitizenNumber::compose(region, birth, moment.below(1000) as u16);
    NewPerson {
        name,
        paper: PaperKind::CitizenCard,
        number: number.as_str().to_owned(),
        contact: contact(moment),
        assurance: Assurance::Verified,
    }
}

/// An enterprise of the city.
pub fn organisation(moment: &mut Moment, region: u32, place: &str) -> NewOrganisation {
    let (mark, trade) = (pick(moment, MARKS), pick(moment, TRADES));
    NewOrganisation {
        name: format!("{place}{mark}{trade}有限公司（演示）"),
        code: CreditCode::compose(region, moment.below(10_000_000) as u32).as_str().to_owned(),
        representative: format!("{}{}", pick(moment, FAMILY), pick(moment, GIVEN)),
        contact: contact(moment),
        assurance: Assurance::Verified,
    }
}

// Numbers that begin with 1400 are given to nobody; addresses are of streets that do not exist.
fn contact(moment: &mut Moment) -> Contact {
    let telephone = (moment.below(10) != 0).then(|| format!("1400{:07}", moment.below(10_000_000)));
    let address = format!("{}{}号{}室", pick(moment, PLACES), 1 + moment.below(300), 101 + moment.below(900));
    Contact { telephone, mail: None, address: Some(address) }
}
