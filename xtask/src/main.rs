//! Developers' commands, run as `cargo xtask <command>`.
//!
//! One module for each thing done: [`tools`] brings what a command needs and pins it, [`site`] builds
//! the page, [`bindgen`] is the wasm-bindgen it does so with, [`traps`] takes from its program the words it
//! would break off with, [`split`] cuts it in two, [`boot`] gives it a start that can be checked, [`pages`]
//! adds those that need no program, [`worker`] has it kept for readers without a network, [`hosts`] tells
//! hosts how long to keep what, [`sizes`] says what a first visit downloads and [`budget`] how much that may
//! be, [`server`] serves it, [`test`] tests it, [`bench`] measures it beside its peers, [`screenshots`] looks at it,
//! [`pictures`] draws the icons, [`fuzz`] looks for input that breaks it, [`lint`] checks the code, [`data`]
//! makes the plan's file.

mod bench;
mod bindgen;
mod boot;
mod budget;
mod cli;
mod data;
mod driver;
mod engine;
mod fuzz;
mod hosts;
mod lint;
mod pages;
mod pictures;
mod process;
mod screenshots;
mod server;
mod shorten;
mod site;
mod sizes;
mod split;
mod test;
mod tools;
mod traps;
mod worker;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    let done = if bindgen::is_called() {
        bindgen::run()
    } else {
        cli::run()
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` prints the causes after the error, on one line.
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
