//! A canvas to draw a picture on. It is never in the page.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::page::document;

/// A canvas.
#[derive(Debug)]
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Canvas {
    /// An empty canvas of this size in pixels. `None` where the browser has none.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let element = document()?.create_element("canvas").ok()?;
        let element: HtmlCanvasElement = element.dyn_into().ok()?;
        element.set_width(width);
        element.set_height(height);
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { element, context })
    }

    /// How wide a text is in a font (as in CSS).
    pub fn width_of(&self, font: &str, text: &str) -> f64 {
        self.context.set_font(font);
        let measured = self.context.measure_text(text);
        measured.map_or(0.0, |measured| measured.width())
    }

    /// Fills a rectangle, given by its left edge, its top edge, its width and its height.
    pub fn fill(&self, colour: &str, [x, y, width, height]: [f64; 4]) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(x, y, width, height);
    }

    /// Writes a line of text with the start of its baseline at a point.
    pub fn write(&self, colour: &str, font: &str, (x, y): (f64, f64), text: &str) {
        self.context.set_fill_style_str(colour);
        self.context.set_font(font);
        let _ = self.context.fill_text(text, x, y);
    }

    /// What is drawn, as a PNG in a `data:` address. `None` where the browser does not give it.
    pub fn to_png(&self) -> Option<String> {
        let url = self.element.to_data_url().ok()?;
        url.starts_with("data:image/png").then_some(url)
    }
}

/// The fonts of the first element that matches `selector`, as in CSS.
pub fn fonts_of(selector: &str) -> Option<String> {
    let element = document()?.query_selector(selector).ok()??;
    let style = web_sys::window()?.get_computed_style(&element).ok()??;
    style.get_property_value("font-family").ok()
}
