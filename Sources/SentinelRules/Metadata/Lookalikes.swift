/// Letters of other alphabets that look like ASCII ones in most typefaces.
///
/// Source: Unicode Technical Standard 39, confusables; only those that are the same shape, not merely alike.
package enum Lookalikes {
    /// The ASCII character that `scalar` can pass for; nil if there is none.
    package static func ascii(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0x0370...0x03FF, 0x0400...0x052F: return letters[scalar]
        // Fullwidth forms.
        case 0xFF01...0xFF5E: return UInt8(scalar - 0xFEE0)
        // Mathematical letters: alphabets of 26 capitals and 26 small letters each.
        case 0x1D400...0x1D6A3:
            let index = (scalar - 0x1D400) % 52
            return UInt8(index < 26 ? 65 + index : 71 + index)
        default: return nil
        }
    }

    private static let letters: [UInt32: UInt8] = {
        // Cyrillic, then Greek.
        let pairs: [(String, String)] = [
            ("АВЕЅІЈКМНОРСТУХԌԚԜ", "ABESIJKMHOPCTYXGQW"), ("аеѕіјорсухһԁԛԝ", "aesijopcyxhdqw"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳ", "ABEZHIKMNOPTYXCj"), ("αιονρυ", "aiovpu"),
        ]
        var letters: [UInt32: UInt8] = [:]
        for (from, to) in pairs {
            for (other, ascii) in zip(from.unicodeScalars, to.utf8) { letters[other.value] = ascii }
        }
        return letters
    }()
}
