//! Developers' commands.
mod data;
fn main() -> anyhow::Result<()> { data::run(false, std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()) }
