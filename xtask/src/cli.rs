//! The commands and their options, and which module answers each.

use std::net::IpAddr;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use plan_explorer::pages::SiteUrl;

use crate::engine::Choice;
use crate::site::Mode;
use crate::tools::{BuildTools, Toolbox};
use crate::workspace::Workspace;
use crate::{bench, data, fuzz, lint, new_plan, pictures, screenshots, server, site, tag, test};

/// What `cargo xtask help` prints under the commands: the variables that change what the tools do.
const VARIABLES: &str = "\
Environment variables:
  XTASK_TOOLS    the folder of the installed tools (default: target/tools), to share it among checkouts
  XTASK_WASM32   who provides the wasm32 standard library: `rustup`, `debian` (its packages rustc-web and
                 rust-web-src), or `auto` (default: rustup, or else Debian)
  PLAN_EXPLORER_SITE_URL
                 the same as --site-url, for `build` and `serve`
  CHROMIUM       the Chromium to test in (default: found on PATH, or installed from Debian)
  CHROMEDRIVER   its driver, of the same version
  FIREFOX        the Firefox to test in (default: as for Chromium)";

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
    /// Run the native tests, then the browser tests in three engines
    Test(test::Options),
    /// Measure the page beside its peers in one browser, and write benches/README.md
    Bench(bench::Options),
    /// Check data/ and write every file that is generated from it
    Data {
        /// Only say which generated files are stale
        #[arg(long)]
        check: bool,
    },
    /// Make a data folder of a plan's text: cleaned, with its outline, and a list of what is left to decide
    NewPlan(new_plan::Options),
    /// Go through the untagged sentences of a data folder and give them themes, in the terminal
    Tag {
        /// The data folder
        #[arg(value_name = "DIR")]
        data: PathBuf,
    },
    /// Take pictures of every view at several widths, light and dark, into target/screenshots/
    Screenshots(screenshots::Options),
    /// Draw the site's icons and the card's picture anew, from the SVGs in public/
    Pictures,
    /// Run the fuzz targets
    Fuzz(fuzz::Options),
    /// Check formatting, lints natively and for wasm32, and the dependencies by deny.toml
    Lint,
    /// Install the tools that the other commands need
    Setup {
        /// Leave out what only the browser tests need
        #[arg(long)]
        no_browser: bool,
        /// Also install the browser of this engine
        #[arg(long, value_enum, default_value_t = Choice::Chromium)]
        engine: Choice,
    },
}

/// How the site is built, for every command that builds it.
#[derive(Args, Clone)]
pub struct BuildOptions {
    /// Build without optimisation, into target/site-debug: faster to build, much slower to load
    #[arg(long)]
    pub debug: bool,
    /// Where the site will lie, such as https://example.org/plan/: for canonical links, cards and the site
    /// map
    #[arg(long, value_name = "URL")]
    site_url: Option<SiteUrl>,
    /// Build the site about the plan in this folder, instead of the one in data/
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to build it (default: dist/, or target/site-debug/ with --debug)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl BuildOptions {
    /// The way of building that the options ask for.
    pub fn mode(&self) -> Mode {
        if self.debug {
            Mode::Debug
        } else {
            Mode::Release
        }
    }

    /// The folder that the site is built into.
    pub fn site(&self, workspace: &Workspace) -> PathBuf {
        let usual = || workspace.site(self.mode());
        self.out.clone().unwrap_or_else(usual)
    }

    /// Builds the site.
    ///
    /// # Errors
    /// When it cannot be built.
    pub fn build(&self, workspace: &Workspace, tools: &BuildTools) -> Result<()> {
        let (mode, url) = (self.mode(), self.site_url()?);
        let data = self.data.clone().unwrap_or_else(|| workspace.at("data"));
        if self.data.is_none() && self.out.is_none() {
            return site::build(workspace, tools, mode, url.as_ref());
        }
        let site = std::path::absolute(self.site(workspace))?;
        site::build_from(workspace, tools, mode, url.as_ref(), &data, &site)
    }

    /// Where the site will lie, by the option, or else by the variable (empty means unknown).
    ///
    /// # Errors
    /// When the variable holds no address of a site; the option has been read by then.
    pub fn site_url(&self) -> Result<Option<SiteUrl>> {
        let given = std::env::var(SITE_URL).unwrap_or_default();
        match &self.site_url {
            Some(url) => Ok(Some(url.clone())),
            None if given.trim().is_empty() => Ok(None),
            None => given
                .parse()
                .map(Some)
                .with_context(|| format!("{SITE_URL}={given}")),
        }
    }
}

/// The variable that says where the site will lie.
const SITE_URL: &str = "PLAN_EXPLORER_SITE_URL";

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
    base: String,
    /// Open the page in the browser of this machine
    #[arg(long)]
    open: bool,
    /// Serve what the last build left
    #[arg(long)]
    no_build: bool,
    #[command(flatten)]
    build: BuildOptions,
}

/// Reads the command line and runs its command.
pub fn run() -> Result<()> {
    let cli = Cli::parse();
    let workspace = Workspace::find()?;
    match cli.command {
        Command::Test(options) => test::run(&workspace, &options),
        Command::Build(options) => {
            let tools = Toolbox::open(&workspace)?.for_build(options.mode())?;
            options.build(&workspace, &tools)
        }
        Command::Serve(options) => {
            // Before the build, which takes minutes, so that a port in use is reported at once.
            let listener = server::listen(options.host, options.port)?;
            if !options.no_build {
                let tools = Toolbox::open(&workspace)?.for_build(options.build.mode())?;
                options.build.build(&workspace, &tools)?;
            }
            server::serve(
                listener,
                &options.build.site(&workspace),
                &options.base,
                options.open,
            )
        }
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::Data { check } => data::run(check, workspace.root()),
        Command::NewPlan(options) => new_plan::run(&options),
        Command::Tag { data } => tag::run(&data),
        Command::Screenshots(options) => screenshots::run(&workspace, &options),
        Command::Pictures => pictures::run(&workspace),
        Command::Fuzz(options) => fuzz::run(&workspace, &options),
        Command::Lint => lint::run(&workspace),
        Command::Setup { no_browser, engine } => {
            let toolbox = Toolbox::open(&workspace)?;
            toolbox.for_build(Mode::Release)?;
            if !no_browser {
                toolbox.axe()?;
                for &engine in engine.engines() {
                    toolbox.browser(engine)?;
                }
            }
            Ok(())
        }
    }
}
