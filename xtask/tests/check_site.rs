//! `check-site` against real hosts: nginx with the settings that `docs/hosting/` recommends, and with
//! settings that people really have and that break the page.

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, write::GzEncoder};

const PROGRAM: &str = "plan-explorer-2f6a1b9cdd03e451_bg.wasm";
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The settings that are recommended.
fn recommended() -> Result<String> {
    fs::read_to_string(root().join("docs/hosting/nginx.conf")).context("no recommended settings")
}

/// An nginx that runs until it is dropped.
struct Host {
    child: Child,
    port: u16,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The page as a build leaves it, only smaller: what the hosts of these tests serve.
struct Site {
    directory: PathBuf,
}

impl Site {
    /// A site for the test called `name`, whose page holds `head`.
    fn new(name: &str, head: &str) -> Result<Self> {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&directory);
        let site = Self { directory };
        let long = "这是规划的正文。".repeat(200);
        let page = format!(
            "<!doctype html><meta charset=utf-8>{head}<link rel=stylesheet href=./main-d03e4512f6a1b9c.css>\
             <script src=start.js></script><script type=module>import init from './plan-explorer-2f6a1b9cdd03e451.js';\
             init('./{PROGRAM}')</script>{long}"
        );
        let program = [&b"\0asm\x01\0\0\0"[..], &[0; 4000]].concat();
        for (name, bytes) in [
            ("index.html", page.as_bytes()),
            (PROGRAM, &program),
            ("plan-explorer-2f6a1b9cdd03e451.js", long.as_bytes()),
            ("main-d03e4512f6a1b9c.css", long.as_bytes()),
            ("start.js", long.as_bytes()),
            ("sw.js", long.as_bytes()),
            ("text.html", long.as_bytes()),
            ("plan.json", long.as_bytes()),
            ("passages.csv", long.as_bytes()),
            ("milestones.csv", long.as_bytes()),
            ("projects.csv", long.as_bytes()),
            ("quantities.csv", long.as_bytes()),
        ] {
            site.write(name, bytes)?;
        }
        Ok(site)
    }

    /// Writes a file of the site and its compressed twins, at the root and under `x/`.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(bytes)?;
        let gzip = gzip.finish()?;
        let mut small = Vec::new();
        brotli::BrotliCompress(
            &mut &*bytes,
            &mut small,
            &brotli::enc::BrotliEncoderParams::default(),
        )?;
        for folder in ["site", "site/x"] {
            let path = self.directory.join(folder).join(name);
            fs::create_dir_all(path.parent().context("no parent")?)?;
            fs::write(&path, bytes)?;
            fs::write(path.with_file_name(format!("{name}.gz")), &gzip)?;
            fs::write(path.with_file_name(format!("{name}.br")), &small)?;
        }
        Ok(())
    }

    /// Serves it with an nginx whose settings are `settings`, with `listen` and `root` replaced.
    fn serve(&self, settings: &str) -> Result<Host> {
        let nginx = nginx()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let own = self.directory.display();
        let mut replaced = String::new();
        for line in settings.lines() {
            let instead = match line.split_whitespace().next() {
                Some("listen") => format!("listen 127.0.0.1:{port};"),
                Some("root") => format!("root {own}/site;"),
                _ => line.to_owned(),
            };
            replaced.push_str(&instead);
            replaced.push('\n');
        }
        ensure!(
            replaced.contains(&format!("127.0.0.1:{port}"))
                && replaced.contains(&format!("{own}/site;")),
            "the settings say neither where to listen nor what to serve"
        );
        fs::write(self.directory.join("site.conf"), replaced)?;
        let tools = nginx.display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .iter()
            .map(|kind| format!("{kind}_temp_path {own}/{kind};\n"))
            .collect();
        // Without a master, so that there is one process to end.
        // Root's workers would be another user, who may not read this directory.
        let user = if is_root() { "user root;\n" } else { "" };
        let main = format!(
            "load_module {tools}/usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n{user}\
             daemon off;\nmaster_process off;\npid {own}/nginx.pid;\nerror_log {own}/error.log;\n\
             events {{ }}\nhttp {{\ninclude {tools}/etc/nginx/mime.types;\naccess_log off;\n{temporary}\
             include {own}/site.conf;\n}}\n"
        );
        let configuration = self.directory.join("nginx.conf");
        fs::write(&configuration, main)?;
        let child = Command::new(nginx.join("usr/sbin/nginx"))
            .arg("-p")
            .arg(&self.directory)
            .arg("-c")
            .arg(&configuration)
            .arg("-e")
            .arg(self.directory.join("error.log"))
            .stdin(Stdio::null())
            .spawn()
            .context("nginx does not start")?;
        let mut host = Host { child, port };
        // It ends at once when its settings are wrong, and else answers soon.
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if host.child.try_wait()?.is_some() {
                let said = fs::read_to_string(self.directory.join("error.log")).unwrap_or_default();
                bail!("nginx ended: {said}");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(host)
    }
}

/// Where nginx is unpacked.
fn nginx() -> Result<PathBuf> {
    let tools =
        std::env::var_os("XTASK_TOOLS").map_or_else(|| root().join("target/tools"), PathBuf::from);
    let nginx = tools.join("nginx");
    ensure!(
        nginx.is_dir(),
        "there is no {}; `cargo xtask test` and `cargo xtask setup` bring it",
        nginx.display()
    );
    Ok(std::path::absolute(nginx)?)
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// What `check-site` says of a path of the host, and whether it is content.
fn check(host: &Host, path: &str) -> Result<(String, bool)> {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("check-site")
        .arg(format!("http://127.0.0.1:{}{path}", host.port))
        .env_remove("http_proxy")
        .env("NO_PROXY", "127.0.0.1")
        .output()?;
    let said = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    Ok((said, output.status.success()))
}

fn meta() -> String {
    format!("<meta http-equiv=Content-Security-Policy content=\"{POLICY}\">")
}

/// The lines that find fault.
fn faults(said: &str) -> Vec<&str> {
    let lines = said.lines().map(str::trim_start);
    lines
        .filter(|line| line.starts_with("WRONG") || line.starts_with("better"))
        .collect()
}

#[test]
fn the_recommended_settings_of_nginx_leave_nothing_to_wish_for() -> Result<()> {
    let site = Site::new("recommended", &meta())?;
    let host = site.serve(&recommended()?)?;
    for path in ["/", "/x/"] {
        let (said, content) = check(&host, path)?;
        ensure!(content, "{said}");
        ensure!(faults(&said).is_empty(), "{said}");
        ensure!(
            said.lines()
                .any(|line| line.trim() == format!("ok      {PROGRAM}")),
            "{said}"
        );
    }
    Ok(())
}

#[test]
fn settings_that_break_the_page_are_each_named() -> Result<()> {
    let site = Site::new("bad", "")?;
    let host = site.serve(
        "server {
             listen 80;
             root /srv;
             types { text/html html; text/css css; text/plain js; }
             default_type application/octet-stream;
             add_header Cache-Control max-age=86400;
             location /x/ { try_files $uri /x/index.html; }
             location = /x { return 404; }
         }",
    )?;
    let (said, content) = check(&host, "/x/")?;
    ensure!(!content, "{said}");
    for wanted in [
        "WRONG   index.html is sent as its whole",
        "WRONG   index.html is kept for 86400 s without asking",
        "WRONG   the page has no Content-Security-Policy",
        "better  the page comes without X-Content-Type-Options and Referrer-Policy",
        "WRONG   start.js is sent as text/plain; it has to be text/javascript",
        "WRONG   plan-explorer-2f6a1b9cdd03e451_bg.wasm is sent as application/octet-stream",
        "better  plan-explorer-2f6a1b9cdd03e451.js never changes, and may be kept",
        "WRONG   plan.json is sent as application/octet-stream",
        "better  passages.csv is sent as application/octet-stream",
        "WRONG   a link without its last slash (/x?at=m14&from=singlemessage) is answered with 404",
        "WRONG   a file that is not there is answered with 200, not with 404",
    ] {
        ensure!(said.contains(wanted), "not found: {wanted}\n{said}");
    }
    Ok(())
}

#[test]
fn a_program_that_is_another_file_is_found_out() -> Result<()> {
    let site = Site::new("program", &meta())?;
    site.write(PROGRAM, "<!doctype html>".repeat(200).as_bytes())?;
    let host = site.serve(&recommended()?)?;
    let (said, content) = check(&host, "/")?;
    ensure!(!content, "{said}");
    ensure!(
        faults(&said)
            == [format!(
                "WRONG   {PROGRAM} is no WebAssembly program; the host answers with something else, or sends \
             a compressed file without saying so"
            )],
        "{said}"
    );
    Ok(())
}

#[test]
fn a_page_that_works_at_one_path_only_is_found_out() -> Result<()> {
    let icon = "<link rel=icon href=/icon.svg>";
    let site = Site::new("path", &format!("{}{icon}", meta()))?;
    let host = site.serve(&recommended()?)?;
    let (said, content) = check(&host, "/x/")?;
    ensure!(!content, "{said}");
    ensure!(said.contains("one path only: /icon.svg"), "{said}");
    Ok(())
}

#[test]
fn a_policy_that_stops_the_program_is_found_out() -> Result<()> {
    let site = Site::new("policy", &meta())?;
    let settings = recommended()?.replace("'wasm-unsafe-eval'", "");
    let host = site.serve(&settings)?;
    let (said, content) = check(&host, "/")?;
    ensure!(!content, "{said}");
    ensure!(said.contains("keeps the program from running"), "{said}");
    Ok(())
}

#[test]
fn where_nothing_answers_it_says_so() -> Result<()> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["check-site", &format!("http://127.0.0.1:{port}/")])
        .output()?;
    let said = String::from_utf8(output.stderr)?;
    ensure!(
        !output.status.success() && said.contains("does not answer"),
        "{said}"
    );
    Ok(())
}
