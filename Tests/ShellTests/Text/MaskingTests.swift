import Flows
import Testing

@testable import Shell

struct MaskingTests {
    @Test(arguments: [
        "authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key",
        "x-amz-security-token", "db_password", "clientSecret", "nextToken",
    ])
    func `these names are never shown`(name: String) {
        #expect(isMasked(name))
    }

    @Test
    func `other names are shown`() {
        for name in ["host", "content-type", "x-key", "path"] { #expect(!isMasked(name)) }
    }

    @Test
    func `queries, forms and JSON are masked inside`() {
        #expect(maskedTarget("/a?q=1&token=abc&x") == "/a?q=1&token=‹masked›&x")
        #expect(maskedTarget("/a?to%6Ben=abc") == "/a?to%6Ben=‹masked›")
        #expect(maskedTarget("/a") == "/a")
        let event =
            #"{"headers":{"Authorization":"Bearer x","a":"b"},"cookies":["s=1"],"rawQueryString":"password=p","body":"{\"secret\":\"s\",\"n\":1.50}"}"#
        let masked = maskedJSON(Array(event.utf8), indent: nil).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(
            masked
                == #"{"headers":{"Authorization":"‹masked›","a":"b"},"cookies":"‹masked›","rawQueryString":"password=‹masked›","body":"{\"secret\":\"‹masked›\",\"n\":1.50}"}"#
        )
        #expect(maskedJSON(Array("not json".utf8), indent: nil) == nil)
    }

    @Test
    func `show masks headers, cookies and event, on screen and for machines`() {
        let console = Console()
        console.run("show 7f3a9c20")
        console.run("show 7f3a9c20 -o json")
        console.run("show 7f3a9c20 -o tsv")
        #expect(!console.output.contains("Bearer abc"))
        #expect(!console.output.contains("s=1"))
        #expect(console.output.contains("set-cookie: ‹masked›"))
    }
}
