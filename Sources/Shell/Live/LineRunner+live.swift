import Glibc

extension LineRunner {
    /// The form that a verb which goes on by itself writes in: the one asked for, else lines for
    /// people on a terminal and TSV elsewhere.
    var liveFormat: OutputFormat {
        session.settings.output ?? (session.terminal.isTTY ? .table : .tsv)
    }

    /// How the line that runs writes in a format.
    func printing(_ format: OutputFormat) -> Printing {
        let mayColour =
            switch session.settings.colour {
            case .always: true
            case .never: false
            case .auto: session.terminal.hasColour
            }
        return Printing(
            format: format,
            terminal: session.terminal,
            inColour: mayColour && format.isForPeople
        )
    }

    /// The footer of what has been written piece by piece: on a terminal below it, elsewhere on
    /// standard error and only when wanted.
    func writeFooter(_ text: String, hint: String? = nil) {
        let result = CommandResult(
            blocks: [],
            records: Records(fields: [], rows: []),
            footer: text,
            hint: hint
        )
        if session.terminal.isTTY, liveFormat.isForPeople {
            _ = emit(result.printFooter(printing(liveFormat)), STDOUT_FILENO)
        } else if session.settings.isVerbose {
            for line in result.footerLines(columns: nil) {
                _ = emit(Array("\(line.plain)\n".utf8), STDERR_FILENO)
            }
        }
    }
}

extension LineRunner {
    /// The same with another place to write to.
    func with(_ terminal: Terminal) -> LineRunner {
        LineRunner(
            session: session,
            standardOutput: { terminal },
            colouredErrors: colouredErrors,
            emit: emit
        )
    }
}
