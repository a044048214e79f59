//! Developers' commands, run as `cargo xtask <command>`.
//!
//! One module for each thing done: [`tools`] brings what a command needs and pins it, [`site`] builds
//! the page, [`bindgen`] is the wasm-bindgen it does so with, [`traps`] takes from its program the words it
//! would break off with, [`split`] cuts it in two, [`boot`] gives it a start that can be checked, [`pages`]
//! adds those that need no program, [`worker`] has it kept for readers without a network, [`hosts`] tells
//! hosts how long to keep what, [`sizes`] says what a first visit downloads and [`budget`] how much that may
//! be, [`server`] serves it, [`test`] tests it, [`check`] looks at a published one, [`bench`] measures it
//! beside its peers, [`screenshots`] takes pictures of it, [`pictures`] draws the icons, [`scripts`] runs the
//! Node programs of these three, [`lighthouse`] has it judged,
//! [`fuzz`] looks for input that breaks it, [`lint`] checks the code and [`deny`] what it is built on,
//! [`data`] makes the plan's file.

mod bench;
mod bindgen;
mod boot;
mod budget;
mod check;
mod children;
mod cli;
mod data;
mod deny;
mod driver;
mod engine;
mod fuzz;
mod hosts;
mod lighthouse;
mod lint;
mod pages;
mod pictures;
mod process;
mod screenshots;
mod scripts;
mod server;
mod shorten;
mod site;
mod sizes;
mod split;
mod summary;
mod test;
mod tools;
mod totals;
mod traps;
mod worker;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    let done = if bindgen::is_called() {
        bindgen::run().map(|()| true)
    } else {
        cli::run()
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // `{:#}` prints the causes after the error, on one line.
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
