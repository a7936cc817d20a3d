/// Names and sentences by their words.
enum Words {
    /// `apiKey`, `api_key` and `API-Key` are `api`, `key`.
    static func of(_ text: String) -> [String] {
        var found: [String] = []
        var word = ""
        var before: Character = " "
        for character in text {
            let startsWord = character.isUppercase && (before.isLowercase || before.isNumber)
            if !(character.isLetter || character.isNumber) || startsWord, !word.isEmpty {
                found.append(word)
                word = ""
            }
            if character.isLetter || character.isNumber { word += character.lowercased() }
            before = character
        }
        if !word.isEmpty { found.append(word) }
        return found
    }
}
