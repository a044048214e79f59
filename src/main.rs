//! Mounts the app; nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    plan_explorer::app::start();
}

/// The page runs in a browser; natively there is nothing to run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is a web page: run `cargo xtask serve`.");
}
