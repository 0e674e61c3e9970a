//! In which layer, and at which place of it, each step stands.

use super::Step;

/// Where a step stands, or where a line passes a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub layer: usize,
    pub slot: usize,
}

/// A line from one step to another, through the layers between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub through: Vec<Place>,
}

/// The whole picture before it has sizes.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The place of each step, in the order of the steps.
    pub places: Vec<Place>,
    /// The lines.
    pub lines: Vec<Line>,
    /// How many places each layer has.
    pub widths: Vec<usize>,
    /// How many layers.
    pub layers: usize,
    /// The places of the widest layer.
    pub slots: usize,
}

/// Lays out the steps: a step stands one layer behind the last of those before it.
/// A line that skips layers takes a place in each of them, so that it never runs behind a box.
pub(super) fn plan(steps: &[Step]) -> Plan {
    let layers = layers_of(steps);
    let count = layers.iter().max().map_or(0, |last| last + 1);
    let mut widths = vec![0; count];
    let mut take = |layer: usize| {
        widths[layer] += 1;
        Place { layer, slot: widths[layer] - 1 }
    };
    let places: Vec<Place> = layers.iter().map(|layer| take(*layer)).collect();
    let mut lines = Vec::new();
    for (to, step) in steps.iter().enumerate() {
        for from in steps.iter().enumerate().filter(|(_, s)| step.after.contains(&s.id)).map(|(at, _)| at) {
            if layers[to] <= layers[from] {
                continue; // part of a ring; the pack's check reports it, the picture only must not hang
            }
            let mut through = vec![places[from]];
            through.extend((layers[from] + 1..layers[to]).map(&mut take));
            through.push(places[to]);
            lines.push(Line { through });
        }
    }
    let slots = widths.iter().copied().max().unwrap_or(0);
    Plan { places, lines, widths, layers: count, slots }
}

/// The longest way from a beginning to each step. Rings stop growing after as many rounds as there are steps.
fn layers_of(steps: &[Step]) -> Vec<usize> {
    let mut layers = vec![0; steps.len()];
    for _ in 0..steps.len() {
        for (at, step) in steps.iter().enumerate() {
            let before =
                steps.iter().zip(&layers).filter(|(s, _)| step.after.contains(&s.id) && s.id != step.id);
            let least = before.map(|(_, layer)| layer + 1).max().unwrap_or(0);
            layers[at] = least.min(steps.len() - 1).max(layers[at]);
        }
    }
    layers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_steps_share_a_layer_and_the_next_waits_for_both() {
        let steps = [
            Step::new("a", "a", &[]),
            Step::new("b", "b", &["a"]),
            Step::new("c", "c", &["a"]),
            Step::new("d", "d", &["b", "c"]),
        ];
        let plan = plan(&steps);
        assert_eq!(plan.places.iter().map(|p| p.layer).collect::<Vec<_>>(), [0, 1, 1, 2]);
        assert_eq!((plan.layers, plan.slots, plan.lines.len()), (3, 2, 4));
    }

    #[test]
    fn a_line_that_skips_a_layer_gets_a_place_of_its_own_in_it() {
        let steps = [Step::new("a", "a", &[]), Step::new("b", "b", &["a"]), Step::new("c", "c", &["a", "b"])];
        let plan = plan(&steps);
        assert_eq!(plan.widths, [1, 2, 1]);
        assert_eq!(plan.lines.iter().map(|line| line.through.len()).max(), Some(3));
    }

    #[test]
    fn a_ring_of_steps_is_drawn_without_hanging() {
        let plan = plan(&[Step::new("a", "a", &["b"]), Step::new("b", "b", &["a"])]);
        assert_eq!(plan.places.len(), 2);
    }
}
