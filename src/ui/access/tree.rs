//! The nodes of one frame, put right: words for signs, the roles of rows, names for dialogs and fields.

use std::collections::{HashMap, HashSet};

use egui::accesskit::{Live, Node, NodeId, Role, Toggled};

use crate::brief::Lang;
use crate::ui::access::signs::{name_of_sign, without_signs};

/// The nodes of one frame.
pub(super) struct Tree {
    nodes: Vec<(NodeId, Node)>,
    /// The index of the parent of each node.
    parents: Vec<Option<usize>>,
    places: HashMap<NodeId, usize>,
    lang: Lang,
    /// Runs of signs that stand for words.
    unheard: HashSet<NodeId>,
}

impl Tree {
    pub(super) fn new(nodes: Vec<(NodeId, Node)>, lang: Lang) -> Self {
        let places: HashMap<NodeId, usize> =
            nodes.iter().enumerate().map(|(idx, (id, _))| (*id, idx)).collect();
        let mut parents = vec![None; nodes.len()];
        for (idx, (_, node)) in nodes.iter().enumerate() {
            for child in node.children() {
                if let Some(&child) = places.get(child) {
                    parents[child] = Some(idx);
                }
            }
        }
        Self { nodes, parents, places, lang, unheard: HashSet::new() }
    }

    pub(super) fn into_nodes(mut self) -> Vec<(NodeId, Node)> {
        self.nodes.retain(|(id, _)| !self.unheard.contains(id));
        self.nodes
    }

    /// Puts all of it right.
    pub(super) fn complete(&mut self) {
        for idx in 0..self.nodes.len() {
            let holder = self.holder(idx);
            let lang = self.lang;
            let node = &mut self.nodes[idx].1;
            if word_signs(node, lang) {
                // Its letters are those of the font of signs still, and would be spelled as such.
                self.unheard.extend(node.children());
                node.clear_children();
            }
            sort_row(node, holder);
            name_plain(node, lang);
        }
        for idx in 0..self.nodes.len() {
            let role = self.nodes[idx].1.role();
            let is_nameless = self.nodes[idx].1.label().is_none_or(str::is_empty);
            if is_nameless && matches!(role, Role::Dialog | Role::AlertDialog | Role::Alert) {
                if let Some(heading) = self.heading_within(idx) {
                    self.nodes[idx].1.push_labelled_by(heading);
                } else {
                    let words = self.word("Window", "小画面");
                    self.nodes[idx].1.set_label(words);
                }
            }
            if role == Role::Menu && self.holds_menu_bar(idx) {
                // What the menus and the tools stand in together is no menu.
                self.nodes[idx].1.set_role(Role::GenericContainer);
            } else if role == Role::Menu && is_nameless {
                let name = self.opener(idx).unwrap_or_else(|| self.word("Menu", "メニュー").to_owned());
                self.nodes[idx].1.set_label(name);
            }
        }
    }

    fn word(&self, en: &'static str, ja: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Ja => ja,
        }
    }

    /// What a node is a row of: the nearest thing around it that is more than a container.
    fn holder(&self, idx: usize) -> Option<Role> {
        let mut at = self.parents[idx];
        while let Some(idx) = at {
            match self.nodes[idx].1.role() {
                Role::GenericContainer | Role::Unknown | Role::ScrollView => at = self.parents[idx],
                role => return Some(role),
            }
        }
        None
    }

    /// Whether the menu bar stands in a node, with nothing but containers between.
    fn holds_menu_bar(&self, idx: usize) -> bool {
        let mut children = self.nodes[idx].1.children().iter().filter_map(|child| self.places.get(child));
        children.any(|&child| match self.nodes[child].1.role() {
            Role::MenuBar => true,
            Role::GenericContainer => self.holds_menu_bar(child),
            _ => false,
        })
    }

    /// The first heading within a node.
    fn heading_within(&self, idx: usize) -> Option<NodeId> {
        let mut stack: Vec<usize> = vec![idx];
        while let Some(idx) = stack.pop() {
            let (id, node) = &self.nodes[idx];
            if node.role() == Role::Heading {
                return Some(*id);
            }
            stack.extend(node.children().iter().rev().filter_map(|child| self.places.get(child)));
        }
        None
    }

    /// The name of the button whose menu a node is.
    fn opener(&self, idx: usize) -> Option<String> {
        let mut at = self.parents[idx];
        while let Some(idx) = at {
            let node = &self.nodes[idx].1;
            if matches!(node.role(), Role::Button | Role::MenuItem | Role::ComboBox) {
                return node.label().map(str::to_owned);
            }
            at = self.parents[idx];
        }
        None
    }
}

/// Gives signs words, and hides those that say no more than the words beside them; returns whether the text of a label
/// had signs.
fn word_signs(node: &mut Node, lang: Lang) -> bool {
    let told = node.value().filter(|_| node.role() == Role::Label).and_then(without_signs);
    let had_signs = told.is_some();
    if let Some(words) = told {
        let named = node.value().and_then(|sign| name_of_sign(sign, lang)).map(str::to_owned);
        let said = named.or_else(|| node.description().map(str::to_owned));
        match said.filter(|_| words.is_empty()) {
            Some(said) => node.set_value(said),
            None if words.is_empty() => node.set_hidden(),
            None => node.set_value(words),
        }
    }
    if let Some(words) = node.label().and_then(without_signs) {
        let named = node.label().and_then(|sign| name_of_sign(sign, lang)).map(str::to_owned);
        let said = named.or_else(|| node.description().map(str::to_owned));
        match said.filter(|_| words.is_empty()) {
            Some(said) => node.set_label(said),
            None => node.set_label(words),
        }
    }
    had_signs
}

/// Gives a button the role that it has among its like.
fn sort_row(node: &mut Node, holder: Option<Role>) {
    if node.role() != Role::Button {
        return;
    }
    let is_chosen = node.toggled() == Some(Toggled::True);
    match holder {
        Some(Role::Menu | Role::MenuBar) => {
            let is_choice = node.toggled().is_some();
            node.set_role(if is_choice { Role::MenuItemRadio } else { Role::MenuItem });
        }
        Some(Role::ListBox) => {
            node.set_role(Role::ListBoxOption);
            node.clear_toggled();
            node.set_selected(is_chosen);
        }
        Some(Role::TabList) => {
            node.set_role(Role::Tab);
            node.clear_toggled();
            node.set_selected(is_chosen);
        }
        Some(Role::RadioGroup) => node.set_role(Role::RadioButton),
        _ => {}
    }
}

/// Names what the toolkit names in English, or by a hint alone.
fn name_plain(node: &mut Node, lang: Lang) {
    let word = |en: &'static str, ja: &'static str| match lang {
        Lang::En => en,
        Lang::Ja => ja,
    };
    let is_nameless = node.label().is_none_or(str::is_empty) && node.labelled_by().is_empty();
    match node.role() {
        Role::Splitter if is_nameless || node.label() == Some("Resize panel") => {
            node.set_label(word("Size of the panel", "パネルの大きさ"));
        }
        Role::ScrollBar if is_nameless => node.set_label(word("Scroll bar", "スクロールバー")),
        Role::TextInput | Role::MultilineTextInput | Role::PasswordInput if is_nameless => {
            if let Some(hint) = node.placeholder().map(str::to_owned) {
                node.set_label(hint);
            }
        }
        Role::Alert => node.set_live(Live::Assertive),
        Role::ProgressIndicator if is_nameless => node.set_label(word("Progress", "進行状況")),
        _ => {}
    }
}
