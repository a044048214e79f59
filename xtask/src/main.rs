//! Developers' commands, run as `cargo xtask <command>`.
//!
//! One module for each thing done: [`tools`] brings what a command needs and pins it, [`site`] builds
//! the page, [`sizes`] says what a first visit downloads and [`budget`] how much that may be, [`server`]
//! serves it, [`test`] tests it, [`bench`] measures it beside its peers, [`screenshots`] looks at it,
//! [`lint`] checks the code, [`data`] makes the plan's file.

mod bench;
mod budget;
mod cli;
mod data;
mod driver;
mod lint;
mod process;
mod screenshots;
mod server;
mod site;
mod sizes;
mod test;
mod tools;
mod totals;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // `{:#}` prints the causes after the error, on one line.
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
