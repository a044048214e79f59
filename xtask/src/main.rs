//! Developers' commands, run as `cargo xtask <command>`.
//!
//! [`cli`] reads the command line. [`site`] builds the site: [`tools`] brings what it needs, [`command`] calls
//! it so that nothing outside the repository changes the result, [`after_trunk`] adds what Trunk does not do
//! ([`static_pages`], [`worker`], [`hosts`]), [`sizes`] compresses and counts. The others are named after the command
//! or the thing that they are for.

mod after_trunk;
mod bench;
mod cli;
mod command;
mod data;
mod driver;
mod engine;
mod first;
mod fuzz;
mod hosts;
mod lint;
mod new_plan;
mod pictures;
mod process;
mod screenshots;
mod scripts;
mod server;
mod site;
mod sizes;
mod stage;
mod static_pages;
mod tag;
mod test;
mod tools;
mod worker;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` prints the causes after the error, on one line.
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
