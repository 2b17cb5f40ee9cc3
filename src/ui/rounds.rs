//! The round of the panels: F6 gives the keyboard to the next one, Shift+F6 to the one before.
//!
//! A panel takes the keyboard as a whole and says its name; Tab goes on to the first thing in it.

use egui::{Context, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::ui::access::name_panel;

/// A part of the window that has the keyboard in its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Menu,
    Side,
    Editor,
    Pages,
    Problems,
    Status,
}

impl Part {
    const ALL: [Self; 6] = [Self::Menu, Self::Side, Self::Editor, Self::Pages, Self::Problems, Self::Status];

    fn id(self) -> Id {
        Id::unique(("part", self as u8))
    }
}

/// Which parts the window shows, and which is to have the keyboard.
#[derive(Default)]
pub(super) struct Rounds {
    /// Where each part stood in this frame and in the one before.
    places: [Option<Rect>; 6],
    goal: Option<Part>,
}

impl Rounds {
    /// Forgets which parts are shown, before they are shown anew.
    pub(super) fn begin(&mut self) {
        self.places = [None; 6];
    }

    /// Goes on to the next part that is shown.
    pub(super) fn turn(&mut self, ctx: &Context, is_backward: bool) {
        let focused = ctx.memory(egui::Memory::focused);
        let place = focused.and_then(|id| ctx.read_response(id)).map(|response| response.rect.center());
        let holds = |part: &Part| {
            let rect = self.places[*part as usize];
            focused == Some(part.id()) || rect.zip(place).is_some_and(|(rect, at)| rect.contains(at))
        };
        let is_named = |part: &Part| focused == Some(part.id());
        let now = Part::ALL.into_iter().find(is_named).or_else(|| Part::ALL.into_iter().find(holds));
        let now = now.unwrap_or(Part::Editor) as usize;
        let n = Part::ALL.len();
        let step = if is_backward { n - 1 } else { 1 };
        let mut next = (1..=n).map(|idx| Part::ALL[(now + idx * step) % n]);
        self.goal = next.find(|part| self.places[*part as usize].is_some());
        ctx.request_repaint();
    }

    /// Whether it is the editor that is to have the keyboard.
    pub(super) fn take_editor(&mut self) -> bool {
        self.goal.take_if(|goal| *goal == Part::Editor).is_some()
    }

    /// Names a part, and gives it the keyboard where it is its turn.
    pub(super) fn part_ui(&mut self, ui: &Ui, part: Part, name: &str) {
        name_panel(ui, name);
        let rect = ui.max_rect();
        self.places[part as usize] = Some(rect);
        let is_asked = part != Part::Editor && self.goal.take_if(|goal| *goal == part).is_some();
        if !is_asked && !ui.memory(|memory| memory.has_focus(part.id())) {
            return;
        }
        let response = ui.interact(rect, part.id(), Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
        if is_asked {
            response.request_focus();
        }
        let stroke: Stroke = ui.visuals().selection.stroke;
        ui.painter().rect_stroke(rect.expand(2.0), 2.0, stroke, StrokeKind::Inside);
    }
}
