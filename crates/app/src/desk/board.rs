//! The head's board: what will be late before it is late, and the noes that wait for an answer.

use super::units;
use crate::cases::{CaseRow, case_row};
use crate::{Action, Caller, City, Problem};
use kernel::Timestamp;

/// The board of the units whose cases the caller may watch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// Open cases by unit and matter.
    pub rows: Vec<BoardRow>,
    /// Cases that are late: the latest first.
    pub late: Vec<CaseRow>,
    /// Cases that are due next and not late yet.
    pub next: Vec<CaseRow>,
    /// Proposed noes with their clocks.
    pub proposals: Vec<CaseRow>,
}

/// The open cases of one matter in one unit, by colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardRow {
    /// The acting body.
    pub department: String,
    /// The matter's code.
    pub matter: String,
    /// Its name.
    pub matter_name: String,
    /// In time.
    pub green: i64,
    /// Near the end (预警).
    pub yellow: i64,
    /// Past the promise (黄牌).
    pub red: i64,
    /// Past the law (红牌).
    pub breach: i64,
    /// The clock stands still.
    pub still: i64,
    /// Noes that wait for an answer.
    pub proposals: i64,
    /// Noes that nobody answered in time.
    pub escalated: i64,
}

impl BoardRow {
    /// All open cases of the row.
    pub fn open(&self) -> i64 {
        self.green + self.yellow + self.red + self.breach + self.still
    }
}

impl City {
    /// The board; `limit` cuts each list of cases. The read is logged with its count.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that reads boards.
    pub fn board(&self, caller: &Caller, limit: u32, now: Timestamp) -> Result<Board, Problem> {
        caller.require(Action::ReadBoard)?;
        let (units, _) = units(&caller.officials());
        let mut board = Board::default();
        for unit in &units {
            self.count_unit(unit, now, &mut board)?;
            let list = |sql: &'static str, values: &[ledger::Value]| -> Result<Vec<CaseRow>, Problem> {
                Ok(self.ledger().query(sql, values)?.iter().map(case_row).collect())
            };
            let limit = i64::from(limit);
            let late =
                [unit.as_str().into(), i64::MIN.into(), "".into(), NONE, NONE, limit.into(), now.into()];
            board.late.extend(list(include_str!("late.sql"), &late)?);
            board.next.extend(list(
                include_str!("soonest.sql"),
                &[unit.as_str().into(), now.into(), limit.into()],
            )?);
            board
                .proposals
                .extend(list(include_str!("proposals.sql"), &[unit.as_str().into(), limit.into()])?);
        }
        let soonest_first = |rows: &mut Vec<CaseRow>| {
            rows.sort_by_key(|row| (row.due_at.is_none(), row.due_at));
            rows.truncate(limit as usize);
        };
        board.late.retain(|row| row.due_at.is_some_and(|due| due < now) || row.escalated);
        soonest_first(&mut board.late);
        soonest_first(&mut board.next);
        soonest_first(&mut board.proposals);
        let shown = board.late.len() + board.next.len() + board.proposals.len();
        self.log_list(caller, "board", shown, now)?;
        Ok(board)
    }

    fn count_unit(&self, unit: &str, now: Timestamp, board: &mut Board) -> Result<(), Problem> {
        for row in self.ledger().query(include_str!("board.sql"), &[unit.into(), now.into()])? {
            let count = row.integer(3);
            let line = line(board, unit, row.text(0), row.text(1));
            match row.text(2) {
                "breach" => line.breach += count,
                "red" => line.red += count,
                "yellow" => line.yellow += count,
                _ => line.green += count,
            }
            line.escalated += row.integer(4);
            line.proposals += row.integer(5);
        }
        for row in self.ledger().query(include_str!("board_still.sql"), &[unit.into()])? {
            line(board, unit, row.text(0), row.text(1)).still += row.integer(2);
        }
        Ok(())
    }
}

const NONE: ledger::Value = ledger::Value::Null;

fn line<'a>(board: &'a mut Board, unit: &str, matter: &str, name: &str) -> &'a mut BoardRow {
    let known = board.rows.iter().position(|row| row.department == unit && row.matter == matter);
    let place = known.unwrap_or_else(|| {
        let (department, matter) = (unit.to_owned(), matter.to_owned());
        board.rows.push(BoardRow { department, matter, matter_name: name.to_owned(), ..BoardRow::default() });
        board.rows.len() - 1
    });
    &mut board.rows[place]
}
