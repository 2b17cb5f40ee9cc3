//! What a reader of the screen is told of the window: names, roles, and the text of the editor.
//!
//! The widgets say most of it themselves. What they say in one way only is put right here, once and for all of them,
//! when a frame is done: signs have words, rows of menus are rows of menus, choices are choices.

mod signs;
mod tree;

use egui::accesskit::{Live, Node, NodeId, Role, TextSelection, TreeUpdate};
use egui::{Align, Context, FullOutput, Id, Layout, Plugin, Response, Ui, UiBuilder, UiKind};

use crate::brief::Lang;
use crate::ui::access::tree::Tree;

/// What is put into the tree of each frame.
#[derive(Default)]
pub(super) struct Access {
    lang: Lang,
    title: String,
    text: Option<TextRuns>,
    /// Whether the text of the last frame was put into its tree.
    was_heard: bool,
}

/// The text of the editor, in runs that are read one after the other.
pub(super) struct TextRuns {
    /// The node of the editor.
    pub editor: NodeId,
    /// The names of its parts, in order.
    pub children: Vec<NodeId>,
    /// The parts and runs that are new or have changed.
    pub runs: Vec<(NodeId, Node)>,
    /// What is selected in them.
    pub selection: Option<TextSelection>,
    /// The language of the text.
    pub lang: Lang,
    /// What is found wrong where the cursor stands.
    pub finding: Option<String>,
}

impl Plugin for Access {
    fn debug_name(&self) -> &'static str {
        "access"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        let text = self.text.take();
        let update = output.platform_output.accesskit_update.as_mut();
        self.was_heard = update.is_some_and(|update| self.complete(update, text));
    }
}

impl Access {
    /// Puts a tree right; returns whether the text is in it.
    fn complete(&self, update: &mut TreeUpdate, text: Option<TextRuns>) -> bool {
        let root = update.tree.as_ref().map(|tree| tree.root);
        let mut tree = Tree::new(std::mem::take(&mut update.nodes), self.lang);
        tree.complete();
        update.nodes = tree.into_nodes();
        let nodes = &mut update.nodes;
        if let Some((_, root)) = nodes.iter_mut().find(|(id, _)| Some(*id) == root) {
            root.set_language(code(self.lang));
            if root.label().is_none() {
                root.set_label(self.title.as_str());
            }
            let has_finding = text.as_ref().is_some_and(|text| text.finding.is_some());
            if has_finding {
                root.push_child(finding_id());
            }
        }
        let Some(text) = text else { return false };
        let Some((_, editor)) = nodes.iter_mut().find(|(id, _)| *id == text.editor) else { return false };
        editor.set_language(code(text.lang));
        editor.set_children(text.children);
        match text.selection {
            Some(selection) => editor.set_text_selection(selection),
            None => editor.clear_text_selection(),
        }
        nodes.extend(text.runs);
        if let Some(words) = text.finding {
            // It is said when the cursor comes to it, and changes nothing on the screen.
            let mut finding = Node::new(Role::Status);
            finding.set_label(words);
            finding.set_live(Live::Polite);
            nodes.push((finding_id(), finding));
        }
        true
    }
}

/// Tells in which language the window speaks, and its title.
pub(super) fn begin_frame(ctx: &Context, lang: Lang, title: &str) {
    let access = ctx.plugin_or_default::<Access>();
    let mut access = access.lock();
    access.lang = lang;
    if access.title != title {
        title.clone_into(&mut access.title);
    }
}

/// Hands over the text of the editor for this frame.
pub(super) fn tell_text(ctx: &Context, text: TextRuns) {
    ctx.plugin_or_default::<Access>().lock().text = Some(text);
}

/// Whether what was told of the text in the last frame is in its tree, so that it need not be told again.
pub(super) fn was_heard(ctx: &Context) -> bool {
    ctx.plugin_or_default::<Access>().lock().was_heard
}

/// Shows what belongs together under a name.
pub(super) fn group_ui<R>(ui: &mut Ui, name: &str, role: Role, add: impl FnOnce(&mut Ui) -> R) -> R {
    // It takes the height that it needs, also in a row whose things stand in the middle.
    let layout = Layout::top_down(Align::Min);
    let builder = UiBuilder::new().layout(layout).accessibility_label(name).accessibility_role(role);
    ui.scope_builder(builder, add).inner
}

/// Shows choices in a line, one of which holds, under what is chosen.
pub(super) fn choice_ui<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    group_ui(ui, name, Role::RadioGroup, |ui| ui.horizontal_wrapped(add).inner)
}

/// Gives a panel its name.
pub(super) fn name_panel(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Region);
        node.set_label(name);
    });
}

/// Gives the menu its name that is shown within a place.
pub(super) fn name_menu(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_label(name));
}

/// Says of a dialog that nothing else answers while it is open.
pub(super) fn name_modal(ui: &Ui) {
    let around = ui.stack().iter().find(|around| around.kind() == Some(UiKind::Modal));
    around.into_iter().for_each(|around| {
        ui.ctx().accesskit_node_builder(around.unique_id, Node::set_modal);
    });
}

/// Gives the handle that sizes a panel its name.
pub(super) fn name_handle(ctx: &Context, panel: Id, name: &str) {
    ctx.accesskit_node_builder(panel.with("__resize"), |node| node.set_label(name));
}

/// Gives a control its name that has none in sight.
pub(super) fn name_control(response: &Response, name: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// Says of words that they head what follows.
pub(super) fn heading(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        let words = node.value().unwrap_or_default().to_owned();
        node.set_role(Role::Heading);
        node.set_label(words);
        node.clear_value();
    });
}

/// Has words said aloud when they change, once what is said now is done.
pub(super) fn announce(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_live(Live::Polite);
    });
}

fn finding_id() -> NodeId {
    Id::unique("finding at the cursor").accesskit_id()
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ja => "ja",
    }
}
