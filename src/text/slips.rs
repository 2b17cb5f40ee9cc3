//! Known slips of the pen in English words.

use typos_dict::WORD as KNOWN_SLIPS;
use unicase::UniCase;

/// What a word in any case is known to be a slip for, the likeliest first; nothing for all other words.
pub fn slip_for(word: &str) -> &'static [&'static str] {
    KNOWN_SLIPS.find(&UniCase::new(word)).copied().unwrap_or(&[])
}
