import Flows

/// curl command lines, as browsers copy them, documentation shows them and `export` writes them. Nothing
/// is run: of what feeds a command, a here-document in base64 and `echo` are understood.
struct CurlReader {
    let loadFile: (String) -> [UInt8]?

    func read(_ source: ImportSource, into reading: inout ImportReading) {
        let pipelines: [[ShellCommand]]
        do throws(ImportProblem) {
            pipelines = try ShellText.pipelines(of: source)
        } catch {
            reading.problems.append(error)
            return
        }
        for pipeline in pipelines {
            do throws(ImportProblem) {
                let read = try stories(of: pipeline, source)
                reading.stories += read.stories
                reading.notes += read.notes
            } catch {
                reading.problems.append(error)
            }
        }
    }

    private func stories(
        of pipeline: [ShellCommand],
        _ source: ImportSource
    ) throws(ImportProblem) -> (stories: [ImportedStory], notes: [String]) {
        // A prompt that was copied along.
        let commands = pipeline.map { command in
            var command = command
            if command.name == "$" || command.name == "%" { command.words.removeFirst() }
            return command
        }
        guard let index = commands.firstIndex(where: { $0.name == "curl" }) else {
            throw ImportProblem(
                source.place(line: commands[0].line),
                "'\(commands[0].name)' is no curl command"
            )
        }
        let input = try input(Array(commands[..<index]), source) ?? commands[index].input
        let command = try CurlCommand(
            commands[index],
            of: source,
            standardInput: input,
            loadFile: loadFile
        )
        var stories: [ImportedStory] = []
        var notes: [String] = []
        for url in command.urls {
            let request = try command.request(to: url)
            let place = source.place(line: commands[index].line)
            if let note = command.note(of: request.head) { notes.append("\(place): \(note)") }
            stories.append(
                ImportedStory(
                    ImportOrigin(format: ImportFormat.curl.rawValue, scheme: request.scheme),
                    place: place,
                    key: nil,
                    startedAt: nil,
                    events: [StoryParts.sent(request.head, body: request.body)]
                )
            )
        }
        return (stories, notes)
    }

    /// What the commands before curl write; nil when there are none.
    private func input(
        _ commands: [ShellCommand],
        _ source: ImportSource
    ) throws(ImportProblem) -> [UInt8]? {
        guard let command = commands.last else { return nil }
        let words = command.words.dropFirst().map(\.text)
        let place = source.place(line: command.line)
        switch command.name {
        case "base64" where words == ["-d"] || words == ["--decode"]:
            var text = command.input
            if text == nil { text = try input(commands.dropLast(), source) }
            guard let text, let bytes = decodeBase64(text.filter { $0 != 0x20 }) else {
                throw ImportProblem(place, "what base64 is given here is not base64")
            }
            return bytes
        case "echo" where commands.count == 1:
            let isBare = words.first == "-n"
            let text = words.dropFirst(isBare ? 1 : 0).joined(separator: " ")
            return Array(text.utf8) + (isBare ? [] : [0x0A])
        case "printf" where commands.count == 1 && words.count == 2 && words[0] == "%s":
            return Array(words[1].utf8)
        default:
            throw ImportProblem(
                place,
                "the body comes from '\(command.name)', which import does not run",
                hint: "write it in the command: --data-binary '…'"
            )
        }
    }

    private func input(
        _ commands: ArraySlice<ShellCommand>,
        _ source: ImportSource
    ) throws(ImportProblem) -> [UInt8]? {
        try input(Array(commands), source)
    }
}
