//! The tree of a YAML document; every node knows its place.

use crate::problem::Spot;

/// One value of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// A number of its own in the tree.
    pub(crate) id: u32,
    /// Where it begins.
    pub at: Spot,
    /// What it is.
    pub content: Content,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text; `plain` when it was written without quotes and may be read as number, truth value or nothing.
    Scalar {
        /// The text.
        text: String,
        /// Whether it stood without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file, each key once.
    Map(Vec<(Key, Node)>),
    /// What is left of a node after its error was reported: reads as anything.
    Hole(u8),
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands.
    pub at: Spot,
}

impl Node {
    /// A node made by hand, without place.
    pub fn new(content: Content) -> Self {
        Node { id: 0, at: Spot::default(), content }
    }

    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Node::new(Content::Scalar { text: text.into(), plain: false })
    }

    /// The value of a key of this map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key and value of a key of this map.
    pub fn entry(&self, key: &str) -> Option<&(Key, Node)> {
        match &self.content {
            Content::Map(entries) => entries.iter().find(|(known, _)| known.text == key),
            _ => None,
        }
    }

    /// An item of this list.
    pub fn item(&self, place: usize) -> Option<&Node> {
        match &self.content {
            Content::List(items) => items.get(place),
            _ => None,
        }
    }

    /// Takes a key out of this map.
    pub fn take(&mut self, key: &str) -> Option<(Key, Node)> {
        match &mut self.content {
            Content::Map(entries) => {
                let place = entries.iter().position(|(known, _)| known.text == key)?;
                Some(entries.remove(place))
            }
            _ => None,
        }
    }

    /// Gives every node a number of its own again, after trees were put together.
    pub(crate) fn renumber(&mut self, next: &mut u32) {
        self.id = *next;
        *next += 1;
        match &mut self.content {
            Content::List(items) => items.iter_mut().for_each(|item| item.renumber(next)),
            Content::Map(entries) => entries.iter_mut().for_each(|(_, value)| value.renumber(next)),
            _ => {}
        }
    }

    /// Whether it stands for nothing: left empty, `~` or `null`.
    pub fn is_nothing(&self) -> bool {
        matches!(&self.content, Content::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// Every node below, itself included, by its number.
    pub(crate) fn find_mut(&mut self, id: u32) -> Option<&mut Node> {
        if self.id == id {
            return Some(self);
        }
        match &mut self.content {
            Content::List(items) => items.iter_mut().find_map(|item| item.find_mut(id)),
            Content::Map(entries) => entries.iter_mut().find_map(|(_, value)| value.find_mut(id)),
            _ => None,
        }
    }

    /// The node that holds node `id` directly.
    pub(crate) fn parent_of(&self, id: u32) -> Option<u32> {
        let children: Vec<&Node> = match &self.content {
            Content::List(items) => items.iter().collect(),
            Content::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        };
        if children.iter().any(|child| child.id == id) {
            return Some(self.id);
        }
        children.into_iter().find_map(|child| child.parent_of(id))
    }
}
