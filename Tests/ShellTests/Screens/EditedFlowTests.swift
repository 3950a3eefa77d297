import Flows
import Testing

@testable import Shell

/// What screens say of a flow that an operator edited in flight.
struct EditedFlowTests {
    private func edited(_ step: FlowStep, _ content: ContentName, from: Int, to: Int) -> FlowEvent {
        var note = Noted(.edited, operatorName: "ada", step: step, content: content.name)
        note.bytesBefore = from
        note.bytes = to
        return .noted(note)
    }

    private var story: Story {
        var story = Story(short: 0x7F3A_9C77)
        story.sent(method: "GET", target: "/products")
        let head = MessageHead(method: "POST", target: "/orders?a=1", headers: [])
        story.add(
            edited(.sent, .request, from: 9, to: 30),
            after: 0.2,
            Content(.request, head.message(body: Array(#"{"sku":"A-1","quantity":100000}"#.utf8)))
        )
        story.triggered()
        let line = #"{"path":"event.secrets.0","before":1,"after":2}"#
        story.add(
            edited(.triggered, .event, from: 80, to: 1234),
            after: 0.7,
            Content(.event, Array("{}".utf8)),
            Content(.text, Array(line.utf8))
        )
        story.started()
        story.executed(after: 5)
        story.add(
            edited(.executed, .result, from: 60, to: 777),
            after: 6,
            Content(.result, Array(#"{"statusCode":201}"#.utf8))
        )
        story.returned(201, after: 7)
        var note = Noted(.edited, operatorName: "ada", step: .returned, content: "response")
        note.status = 201
        note.bytes = 9
        story.add(.noted(note), after: 7.5)
        story.displayed(after: 8)
        return story
    }

    private func screen(_ line: String) -> String {
        let console = Console([story.events], columns: 160)
        console.run(line)
        return console.output + console.errors
    }

    @Test func `steps showed the sizes and the path of before the edits`() {
        let text = screen("steps 7f3a9c77")
        #expect(text.contains("POST /orders (edited)"), "\(text)")
        #expect(text.contains("Event edited, 1.2 kB"), "\(text)")
        #expect(text.contains("Result, 777 B (edited)"), "\(text)")
        #expect(text.contains("HTTP 201 Created, then edited"), "\(text)")
        #expect(text.contains("HTTP 201, 9 B (edited)"), "\(text)")
        #expect(text.contains("edited by ada"), "\(text)")
    }

    @Test func `track kept the sizes of before the edits`() {
        let text = screen("track 7f3a9c77 -v")
        #expect(text.contains("1.2 kB"), "\(text)")
        #expect(text.contains("777 B"), "\(text)")
        #expect(text.contains("30 B"), "\(text)")
    }

    @Test func `ls and show gave no sign of an edit`() {
        #expect(screen("ls").contains("edited"))
        #expect(screen("show 7f3a9c77").contains("edited by ada"))
    }

    @Test func `an edit inside a masked name showed its values`() {
        let text = screen("steps 7f3a9c77 -v")
        #expect(text.contains("event.secrets.0 ‹masked› → ‹masked›"), "\(text)")
    }
}
