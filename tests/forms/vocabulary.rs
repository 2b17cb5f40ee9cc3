//! Words by which people say that something stays, in headings and labels: orders, cases of the talk, whose it is.

use crate::forms::form::Form;
use crate::forms::place::Place;

const fn named(id: &'static str, text: &'static str) -> Form {
    Form::section(id, text).either().at(Place::TOP)
}

const fn labelled(id: &'static str, text: &'static str) -> Form {
    Form::label(id, text).either().at(Place::TOP)
}

/// Such words.
#[rustfmt::skip]
pub const VOCABULARY: &[Form] = &[
    named("v-handover", "## Not for handover\n\n@s").by("DP"),
    labelled("v-handover-label", "**Not for handover**\n\n@s").by("DP"),
    named("v-tabled", "## Not to be tabled\n\n@s").by("DP"),
    labelled("v-tabled-label", "**Not to be tabled**\n\n@s").by("DP"),
    named("v-translate", "## Do not translate\n\n@s").by("DP"),
    labelled("v-translate-label", "**Do not translate**\n\n@s").by("DP"),
    named("v-negotiators", "## Negotiators only\n\n@s").by("DP"),
    labelled("v-negotiators-label", "**Negotiators only**\n\n@s").by("DP"),
    named("v-hod", "## Head of delegation only\n\n@s").by("DP"),
    labelled("v-hod-label", "**Head of delegation only**\n\n@s").by("DP"),
    named("v-for-us", "## For our own use\n\n@s").by("DP"),
    labelled("v-for-us-label", "**For our own use**\n\n@s").by("DP"),
    named("v-cards", "## Our weak spots\n\n@s").by("P"),
    labelled("v-cards-label", "**Our weak spots**\n\n@s").by("P"),
    named("v-zopa", "## ZOPA\n\n@s").by("P"),
    labelled("v-zopa-label", "**ZOPA**\n\n@s").by("P"),
    named("v-motives", "## Their pressure points\n\n@s").by("DP"),
    labelled("v-motives-label", "**Their pressure points**\n\n@s").by("DP"),
    named("v-pushed", "## If pushed\n\n@s").by("DP"),
    labelled("v-pushed-label", "**If pushed**\n\n@s").by("DP"),
    named("v-they-object", "## If they object\n\n@s").by("DP"),
    labelled("v-they-object-label", "**If they object**\n\n@s").by("DP"),
    named("v-comes-up", "## If the subject comes up\n\n@s").by("DP"),
    labelled("v-comes-up-label", "**If the subject comes up**\n\n@s").by("DP"),
    named("v-only-probed", "## Only if probed\n\n@s").by("DP"),
    labelled("v-only-probed-label", "**Only if probed**\n\n@s").by("DP"),
    named("v-use-only", "## Use only if they insist\n\n@s").by("DP"),
    labelled("v-use-only-label", "**Use only if they insist**\n\n@s").by("DP"),
    named("v-nasty", "## Nasty questions\n\n@s").by("DP"),
    labelled("v-nasty-label", "**Nasty questions**\n\n@s").by("DP"),
    named("v-closely", "## Closely held\n\n@s").by("DP"),
    labelled("v-closely-label", "**Closely held**\n\n@s").by("DP"),
    named("v-post-comment", "## Ambassador's comment\n\n@s").by("DP"),
    labelled("v-post-comment-label", "**Ambassador's comment**\n\n@s").by("DP"),
    named("v-dos", "## Dos and don'ts\n\n@s").by("DP"),
    labelled("v-dos-label", "**Dos and don'ts**\n\n@s").by("DP"),
    named("v-redacted", "## To be redacted\n\n@s").by("DP"),
    labelled("v-redacted-label", "**To be redacted**\n\n@s").by("DP"),
    named("v-bunai", "## 部内かぎり\n\n@s").by("IDP").ja(),
    labelled("v-bunai-label", "【部内かぎり】\n\n@s").by("DP").ja(),
    named("v-kanbu", "## 幹部のみ\n\n@s").by("IDP").ja(),
    labelled("v-kanbu-label", "【幹部のみ】\n\n@s").by("DP").ja(),
    named("v-temoto", "## 手元用\n\n@s").by("IDP").ja(),
    labelled("v-temoto-label", "【手元用】\n\n@s").by("DP").ja(),
    named("v-hihaifu", "## 非配布\n\n@s").by("IDP").ja(),
    labelled("v-hihaifu-label", "【非配布】\n\n@s").by("DP").ja(),
    named("v-mihappyo", "## 未発表\n\n@s").by("IDP").ja(),
    labelled("v-mihappyo-label", "【未発表】\n\n@s").by("DP").ja(),
    named("v-inyo", "## 引用禁止\n\n@s").by("IDP").ja(),
    labelled("v-inyo-label", "【引用禁止】\n\n@s").by("DP").ja(),
    named("v-ng", "## 対外NG\n\n@s").by("IDP").ja(),
    labelled("v-ng-label", "【対外NG】\n\n@s").by("DP").ja(),
    named("v-towaretara", "## 問われたら\n\n@s").by("DP").ja(),
    labelled("v-towaretara-label", "【問われたら】\n\n@s").by("DP").ja(),
    named("v-shitsumon", "## 質問があれば\n\n@s").by("DP").ja(),
    labelled("v-shitsumon-label", "【質問があれば】\n\n@s").by("DP").ja(),
    named("v-kirikaeshi", "## 切り返し\n\n@s").by("DP").ja(),
    labelled("v-kirikaeshi-label", "【切り返し】\n\n@s").by("DP").ja(),
    named("v-yakusanai", "## 訳さない\n\n@s").by("DP").ja(),
    labelled("v-yakusanai-label", "【訳さない】\n\n@s").by("DP").ja(),
    named("v-tefuda", "## 手札\n\n@s").by("P").ja(),
    labelled("v-tefuda-label", "【手札】\n\n@s").by("P").ja(),
    named("v-shoken", "## 大使所見\n\n@s").by("DP").ja(),
    labelled("v-shoken-label", "【大使所見】\n\n@s").by("DP").ja(),
];
