//! The commands and their options, and which module answers each.

use std::net::IpAddr;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::server::Base;
use crate::site::Mode;
use crate::tools::Toolbox;
use crate::workspace::Workspace;
use crate::{bench, data, lint, screenshots, server, site, test};

/// What `cargo xtask help` prints under the commands: the variables that change what the tools do.
const VARIABLES: &str = "\
Environment variables:
  XTASK_TOOLS    where the pinned tools are kept (default: target/tools), to share them among checkouts
  XTASK_WASM32   where the wasm32 standard library comes from: `rustup`, `debian` (Debian's rustc-web and
                 its library source, built along with the page), or `auto` (default: rustup's, and
                 Debian's where rustup's is not to be had)
  CHROMIUM       the Chromium to test in (default: found on PATH, or installed from Debian)
  CHROMEDRIVER   its driver, of the same version";

/// Developers' commands of the plan explorer.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = VARIABLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into dist/, compressed beside each file, and say what a first visit downloads
    Build(BuildOptions),
    /// Build the site and serve it
    Serve(ServeOptions),
    /// Run every test: the native ones, then those in a real browser
    Test(test::Options),
    /// Measure the page beside its peers in one browser, and write benches/README.md
    Bench(bench::Options),
    /// Make public/plan.json from data/
    Data {
        /// Only say whether the file is as data/ would make it
        #[arg(long)]
        check: bool,
    },
    /// Take pictures of the page at several widths, light and dark, into target/screenshots/
    Screenshots(screenshots::Options),
    /// Check formatting and lints, natively and for wasm32
    Lint,
    /// Bring every tool that the other commands need, and do nothing else
    Setup {
        /// Leave out what only the browser tests need
        #[arg(long)]
        no_browser: bool,
    },
}

/// How the site is built, for every command that builds it.
#[derive(Args, Clone, Copy)]
pub struct BuildOptions {
    /// Build without optimisation, into target/site-debug: faster to build, much slower to load
    #[arg(long)]
    pub debug: bool,
}

impl BuildOptions {
    /// The way of building that the options ask for.
    pub fn mode(self) -> Mode {
        if self.debug {
            Mode::Debug
        } else {
            Mode::Release
        }
    }
}

#[derive(Args)]
struct ServeOptions {
    /// Port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Serve under this path as well as under /, as a project page is
    #[arg(long, default_value = "/")]
    base: Base,
    /// Open the page in the browser of this machine
    #[arg(long)]
    open: bool,
    /// Serve what the last build left
    #[arg(long)]
    no_build: bool,
    #[command(flatten)]
    build: BuildOptions,
}

/// Reads the command line and does what it says; gives whether what it checked is as it should be.
pub fn run() -> Result<bool> {
    let cli = Cli::parse();
    let workspace = Workspace::find()?;
    let done = match cli.command {
        Command::Test(options) => return test::run(&workspace, &options),
        Command::Build(options) => {
            let tools = Toolbox::open(&workspace)?.for_build()?;
            site::build(&workspace, &tools, options.mode())
        }
        Command::Serve(options) => {
            let mode = options.build.mode();
            // Before the build, which takes a while: a port that is taken is better known at once.
            let listener = server::listen(options.host, options.port)?;
            if !options.no_build {
                let tools = Toolbox::open(&workspace)?.for_build()?;
                site::build(&workspace, &tools, mode)?;
            }
            server::serve(listener, &workspace.site(mode), &options.base, options.open)
        }
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::Data { check } => data::run(check, workspace.root()),
        Command::Screenshots(options) => screenshots::run(&workspace, &options),
        Command::Lint => lint::run(&workspace),
        Command::Setup { no_browser } => {
            let toolbox = Toolbox::open(&workspace)?;
            toolbox.for_build()?;
            if !no_browser {
                toolbox.for_browser()?;
            }
            Ok(())
        }
    };
    done.map(|()| true)
}
