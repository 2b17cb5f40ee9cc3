//! What is to be known of a copy before its file is written: why it cannot be, and what is likely to go wrong with it.

use std::cell::RefCell;
use std::sync::Arc;

use crate::app::{App, Request};
use crate::brief::Reader;
use crate::check::concerning;
use crate::release::{Context, Refusal, project, refusals};
use crate::session::DocId;
use crate::text::{Diagnostic, Message, Selection, Severity, Span};

/// Something that concerns a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// How much it matters; what keeps the file from being written is an error.
    pub severity: Severity,
    /// What it is.
    pub words: Message,
    /// What to do about it.
    pub hint: Option<Message>,
    /// Where in the text it stands; nothing where it is of the whole.
    pub span: Option<Span>,
}

/// What was asked for last, and of which text, findings and reader it is.
#[derive(Debug, Default)]
pub(super) struct ConcernsCache(RefCell<Option<Kept>>);

type Kept = ((DocId, u64, u64, Reader), Arc<Vec<Concern>>);

impl App {
    /// What concerns a reader's copy of the text as it is now, the worst first.
    pub fn concerns(&self, reader: Reader) -> Arc<Vec<Concern>> {
        let key = (self.session.id(), self.session.revision(), self.analysis.n_changes, reader);
        let mut cache = self.preview.concerns.0.borrow_mut();
        if let Some((_, concerns)) = cache.as_ref().filter(|(of, _)| *of == key) {
            return Arc::clone(concerns);
        }
        let made = Arc::new(self.look_for_concerns(reader));
        *cache = Some((key, Arc::clone(&made)));
        made
    }

    fn look_for_concerns(&self, reader: Reader) -> Vec<Concern> {
        let loaded = self.session.loaded();
        let context = Context { book: &loaded.book, assets: &loaded.assets };
        let released = project(&loaded.brief, &context, reader);
        let refused = refusals(&released, &loaded.brief.front);
        let found = concerning(&self.analysis.findings, &loaded.brief, reader);
        let mut found: Vec<Concern> = found.into_iter().filter_map(concern_of).collect();
        // The list is in the order of the text, and stays so among what matters alike.
        found.sort_by_key(|concern| std::cmp::Reverse(concern.severity));
        refused.iter().flat_map(refused_for).chain(found).collect()
    }

    /// Leaves what is asked and goes to a place in the text.
    pub fn go_to_place(&mut self, span: Span) {
        self.view.dialog = None;
        self.select(Selection { anchor: span.end, head: span.start });
        self.requests.push(Request::FocusEditor);
    }
}

/// What a refusal says, once for each place.
fn refused_for(refusal: &Refusal) -> Vec<Concern> {
    let at = |span: Option<Span>| Concern {
        severity: Severity::Error,
        words: refusal.message(),
        hint: None,
        span,
    };
    match refusal {
        Refusal::Empty => vec![at(None)],
        Refusal::OpenEdits(spans) => spans.iter().map(|&span| at(Some(span))).collect(),
        Refusal::UnclearMarking(span) => vec![at(Some(*span))],
    }
}

/// A finding, where it is to be known before a copy is written. In a brief that is begun, words of the skeleton are no
/// fault; in a copy they are.
fn concern_of(found: &Diagnostic) -> Option<Concern> {
    let severity = if found.code == "placeholder" { Severity::Warning } else { found.severity };
    (severity > Severity::Info).then(|| Concern {
        severity,
        words: found.message.clone(),
        hint: found.hint.clone(),
        span: Some(found.span),
    })
}
