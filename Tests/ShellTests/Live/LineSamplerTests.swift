import Testing

@testable import Shell

struct LineSamplerTests {
    /// Lets `count` lines come in pieces over a second; gives the indices shown and the share told.
    private func second(
        _ sampler: inout LineSampler,
        _ count: Int,
        pieces: Int,
        end: Int64
    ) -> (shown: [Int], share: Int?) {
        var shown: [Int] = []
        for piece in 0..<pieces {
            let size = count / pieces
            shown += sampler.choose(from: size).map { $0 + piece * size }
        }
        return (shown, sampler.share(now: end))
    }

    @Test
    func `what eyes can follow is shown whole and nothing is said`() {
        var sampler = LineSampler(now: 0)
        let (shown, share) = second(&sampler, 200, pieces: 10, end: 1_000_000)
        #expect(shown == Array(0..<200))
        #expect(share == nil)
        #expect(sampler.deadline == nil)
    }

    @Test
    func `more is shown in part, spread over the second, and the share is told`() {
        var sampler = LineSampler(now: 0)
        // The first second cannot know; it stops when it has enough.
        let first = second(&sampler, 2000, pieces: 20, end: 1_000_000)
        #expect(first.shown == Array(0..<200))
        #expect(first.share == 10)
        let later = second(&sampler, 2000, pieces: 20, end: 2_000_000)
        #expect(later.shown.count == 200)
        #expect(later.share == 10)
        let steps = zip(later.shown, later.shown.dropFirst()).map { $1 - $0 }
        #expect(steps.allSatisfy { (9...11).contains($0) })
        // And when it is quiet again, everything.
        _ = second(&sampler, 100, pieces: 1, end: 3_000_000)
        let quiet = second(&sampler, 50, pieces: 5, end: 4_000_000)
        #expect(quiet.shown.count == 50)
        #expect(quiet.share == nil)
    }

    @Test
    func `a share is told even if it is far below one percent, when the second is over`() {
        var sampler = LineSampler(now: 0)
        #expect(sampler.choose(from: 1_000_000).count == 200)
        #expect(sampler.deadline == 1_000_000)
        #expect(sampler.share(now: 999_999) == nil)
        #expect(sampler.share(now: 1_000_000) == 1)
        #expect(sampler.deadline == nil)
    }
}
