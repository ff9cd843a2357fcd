//! What the examples have in common: they take arguments, and say in one line what went wrong.

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;

/// Runs an example with the arguments that it was started with.
///
/// Whatever goes wrong is one line on standard error, and the exit status 1.
pub(crate) async fn run<A, F>(example: impl FnOnce(A) -> F) -> ExitCode
where
    A: Parser,
    F: Future<Output = Result<(), Box<dyn Error>>>,
{
    let arguments = match A::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            // The first paragraph says what is wrong; behind it stands the usage.
            let text = error.to_string();
            let line: Vec<&str> = text
                .lines()
                .map(str::trim)
                .take_while(|line| !line.is_empty())
                .collect();
            eprintln!("{} (--help lists the arguments)", line.join(" "));
            return ExitCode::FAILURE;
        }
        // What was asked for: the help.
        Err(help) => help.exit(),
    };
    match example(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
