//! A card as a picture, to be saved.

use leptos::prelude::*;

use super::panel::cite;
use super::state::{State, use_state};
use super::types::{part, press};
use crate::dom;
use crate::export::{Font, Picture, PictureWords, Shape};
use crate::model::Location;
use crate::words::Words;

/// A picture that is drawn.
#[derive(Clone)]
struct Drawn {
    /// Its address.
    url: String,
    /// A name for its file.
    file: String,
    /// Its words.
    words: String,
    height: u32,
}

/// The button that draws the card, and the dialog that shows it: to be saved, or to be held by a finger where an in-app
/// browser saves no files.
#[component]
pub(super) fn SavePicture(words: &'static Words, location: Location<'static>) -> impl IntoView {
    let state = use_state();
    let drawn = RwSignal::new(None::<Drawn>);
    let open = press(move || match draw(state, words, location) {
        Some(picture) => {
            drawn.set(Some(picture));
            dom::after_delay(0, || dom::open_dialog("picture"));
        }
        None => {
            let quote = cite(state, words, location, |citation, spans| {
                citation.quote(spans)
            });
            state.by_hand.set(Some(quote));
        }
    });
    let shown = part(move || {
        let drawn = drawn.get().map(|drawn| {
            view! {
                <h2 id="picture-title" tabindex="-1">{words.save_picture}</h2>
                <img src=drawn.url.clone() alt=drawn.words width=Picture::WIDTH height=drawn.height/>
                <p class="hint">{words.picture_hold}</p>
                <form method="dialog">
                    <a class="button main" href=drawn.url download=drawn.file>{words.picture_save}</a>
                    <button>{words.close}</button>
                </form>
            }
        });
        drawn.into_any()
    });
    view! {
        <button id="card-picture" type="button" aria-haspopup="dialog" on:click=open>{words.save_picture}</button>
        <dialog id="picture" class="help" aria-labelledby="picture-title">{shown}</dialog>
    }
}

/// Draws the card of what is opened. `None` where the browser cannot.
fn draw(state: State, words: &'static Words, location: Location<'static>) -> Option<Drawn> {
    let plan = state.plan();
    let [serif, sans] = [dom::fonts_of(".cited blockquote")?, dom::fonts_of("body")?];
    let font = |font: Font| {
        let family = if font.serif { &serif } else { &sans };
        format!("{}px {family}", font.size)
    };
    let (quote, link, file) = cite(state, words, location, |citation, spans| {
        let file = format!("{}-{}.png", plan.site().file, citation.id());
        (citation.words_of(spans), citation.link(), file)
    });
    let standings = state.query.with_untracked(|query| {
        let explorer = state.explorer;
        explorer.standings_of(&explorer.cited(query, location))
    });
    let said: Vec<String> = standings
        .into_iter()
        .map(|standing| words.standing(plan, standing))
        .collect();
    let ruler = dom::Canvas::new(1, 1)?;
    let picture = Picture::new(
        &PictureWords {
            said: &said.join("　"),
            quote: &quote,
            place: &words.place_line(plan, location.passage),
            title: &words.title_and_day(plan),
            scan: words.picture_scan,
            link: &link,
        },
        &|of, text| ruler.width_of(&font(of), text),
    );
    let canvas = dom::Canvas::new(Picture::WIDTH, picture.height)?;
    for shape in &picture.shapes {
        match shape {
            Shape::Rect { colour, place } => canvas.fill(colour, *place),
            Shape::Line {
                colour,
                font: of,
                at,
                text,
            } => canvas.write(colour, &font(*of), *at, text),
        }
    }
    Some(Drawn {
        url: canvas.to_png()?,
        file,
        words: quote,
        height: picture.height,
    })
}
