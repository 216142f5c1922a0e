---@meta tongbao
-- What plugins can use, for editors that read LuaCATS annotations (lua-language-server).
-- Made by tongbao from the tables in core/lua that register each name. Do not edit.

---@alias Text string|{zh: string?, en: string?}
---@alias Place Figure|Span|Part|Unit|Person|Date|Reason|Adjusted|Item|Bulletin|string
---@alias Options table<string, boolean|number|string>
---@alias Markup userdata

---What `any_of { … }` gives: texts to look for, made ready once for any number of searches. Make it where the file is loaded, not in a hook. It takes a list of texts, or a table that has them as names; a search walks the text once, however many they are.
---@class Words
---@field find fun(self: Words, text: string, from: integer?): integer?, integer? the first place from byte `from` on where one of them stands, the longest of those that begin there: its first and last byte, as `string.find` gives them
---@field at fun(self: Words, text: string, from: integer?): integer? the last byte of the longest that begins at byte `from`; nil: none does
---@field before fun(self: Words, text: string, at: integer?): integer? the first byte of the longest that ends right before byte `at`, by itself the end of the text; nil: none does
---@field removed fun(self: Words, text: string): string the text without them

---A bulletin: one table of items and what was read from it.
---@class Bulletin
---@field title string? its title line
---@field year integer? the year it reports on
---@field period Period? the period it reports on
---@field place string? the place whose bulletin it is
---@field items Item[] its items, in the order of the table
---@field columns Column[] the columns of its table, from the left
---@field repairs Repair[] what was mended when it was read
---@field meta table<string, string> what the page says about itself: 索引号, 发布机构, …
---@field findings Finding[] what the checks found, for exports that ask for it
---@field source Source the file it was read from
---@field prose string[] the fields of the columns that hold sentences, and no names, numbers or measures alone
---@field cells fun(self: Bulletin, fields: string|string[]|nil, words: Words|string[]|nil): fun(): Item?, string?, string? goes through the cells of these fields (nil: of all), row by row: item, field, text; with `words` only those that hold one of them
---@field find_any fun(self: Bulletin, fields: string|string[]|nil, words: Words|string[]): Span[] as `item:find_any`, in these fields of every item; nil: in all
---@field find_between fun(self: Bulletin, fields: string|string[]|nil, ranges: integer[][]): Span[] as `item:find_between`, in these fields of every item; nil: in all
---@field repeats fun(self: Bulletin, fields: string|string[]|nil, across: string?): Span[] as `item:repeats`, in these fields of every item; nil: in all
---@field item fun(self: Bulletin, no: string|integer): Item? the first item with this printed number; nil: none

---One task of the bulletin: a row of the table and what was read from it.
---@class Item
---@field no string? its number as printed
---@field id string its id, unique in the bulletin: `2021-007`
---@field index integer its position in `bulletin.items`
---@field section string[] the titles it stands under, outermost first
---@field marks string[] marks before the task: ▲, ★
---@field inherited string[] fields filled from a merged cell above
---@field line integer? line of the source, from 1
---@field task string? the task; like all cells nil where the row has no such cell
---@field target string? the target of the period
---@field result string? what was done
---@field annual_target string? the target of the year, in a column of its own
---@field lead_units string? the text of a column of leading units
---@field deadline string? when it is due
---@field actual_value string? the figure reached, in a column of its own
---@field ratio string? the published rate of completion
---@field measure_unit string? what target and result are measured in
---@field problem string? problems met
---@field next string? next steps
---@field note string? remarks
---@field extra table<string, string> the text of every other column, by its header as printed
---@field units Unit[] the organisations responsible; their text is `item:text("units")`
---@field people Person[] the people named
---@field quantities Figure[] the figures in its cells
---@field dates Date[] the dates in its cells
---@field reasons Reason[] the reasons its text gives
---@field adjusted Adjusted[] targets that its text says were changed
---@field parts Part[] its parts, target and result side by side
---@field demands Demand[] what the target asks for, clause by clause
---@field claims Claim[] what the result says, clause by clause
---@field pairs Comparison[] figures of the target held against figures of the result
---@field relations Relation[] published figures recomputed
---@field findings Finding[] what the checks found in it, for exports that ask for it
---@field status Status how far it has come
---@field bulletin Bulletin the bulletin it stands in
---@field text fun(self: Item, field: string): string? the text of a cell: by role, by `col:N`, or by the header as printed
---@field span fun(self: Item, field: string, from: integer?, to: integer?): Span? the place in a cell that `string.find` gave; without positions the whole cell
---@field find_any fun(self: Item, field: string, words: Words|string[]): Span[] every place where one of these texts stands, from the left, the longest first; a long list is found faster as `any_of { … }`
---@field find_between fun(self: Item, field: string, ranges: integer[][]): Span[] every character whose code point lies in one of the ranges `{first, last}`, from the left
---@field repeats fun(self: Item, field: string, across: string?): Span[] every place where two or more characters stand twice in a row, or with one of the characters of `across` between; each span holds both
---@field shared fun(self: Item, field: string, other: string, least: integer): Span[], Span[] the passages of `field` of at least that many characters that stand in `other` too, from the left, and where they first stand there; cells of more than 16 KiB are not compared
---@field comparisons fun(self: Item, filter: {side: string?, verdict: string?, min_confidence: number?}?): fun(): Comparison? goes through `item.pairs`, those that pass the filter

---A figure read from a cell. Figures compare (`<`, `<=`, `==`) and subtract exactly, and only where they measure the same thing.
---@class Figure
---@field value number? its number, magnitude words multiplied out; of a range or a bound, the lower bound if there is one
---@field exact string? the same as exact decimal text
---@field lo number? lower bound; nil in 不超过5人
---@field hi number? upper bound; nil in 5人以上
---@field unit string? its unit as written, spelling variants folded
---@field dimension string what it measures: money, ratio, points, count, area, …
---@field comparator string eq, ge, gt, le, lt, approx or range
---@field kind string level, growth, share, points, rank or multiple
---@field metric string? the words for what is measured
---@field hedge string[] what softens it: approx, forecast, effort
---@field period Period? the period the text names for it
---@field cumulative boolean counted from the beginning of the year
---@field parent Figure? the figure that it is a part of (其中, 含)
---@field text string its characters as written; of a difference, number and unit
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field span Span? its place alone
---@field item Item the item it belongs to

---A place in a cell. Positions are bytes, as `string.find` and `string.sub` count them: `item:text(span.field):sub(span.from, span.to) == span.text`.
---@class Span
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---An organisation responsible for an item.
---@class Unit
---@field name string its name, mended and without marks
---@field role string lead, member, data_provider, owner or group
---@field basis string what the role rests on: explicit (a mark in the text), sole, first_listed or by_exclusion
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---A person named by an item.
---@class Person
---@field name string the name
---@field role string? what the column calls this person: 责任领导, 联系人
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---A day, or a stretch of days such as 11月底, that a cell names.
---@class Date
---@field start string? first day, `2021-11-21`; such texts compare with `<` as days do
---@field ["end"] string? last day; Lua wants it as `date["end"]`, or use `last`
---@field last string? the same as `date["end"]`
---@field kind string deadline, as_of, rescheduled or event
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---A reason that the text gives for what was not done.
---@class Reason
---@field class string the kind of reason, a name out of the reason lexicon: approval, …
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---A place where the text says that a target was changed (调整为).
---@class Adjusted
---@field old string? the former target, where the text says it
---@field new string? the new target, where the text says it
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---A part of an item's work (1、…; a project and a colon), target and result side by side.
---@class Part
---@field label string what it is called in the text, or its number; empty for the only part
---@field target Span? where its target stands; its result stands at the part's own place
---@field status string? its status label
---@field stage string? the stage the result has reached
---@field target_stage string? the stage the target asks for
---@field reasons Reason[] the reasons given for this part
---@field dates Date[] the dates named for this part
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---What one clause of the target asks for.
---@class Demand
---@field completion boolean it asks for something finished or begun, not for effort alone
---@field claims Claim[] the clauses of the result that speak of the same thing
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---What one clause of the result says.
---@class Claim
---@field says string? the status label of its words alone; nil for a heading, a cause or a plan
---@field sentence integer the number of its sentence in the cell
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone
---@field item Item the item it belongs to

---A figure of the target held against a figure of the result.
---@class Comparison
---@field side string period (the period's target) or annual
---@field target Figure the figure asked for
---@field actual Figure? the figure reached; nil where there is none, or it is implied
---@field part Part? the part of the work it is about
---@field attainment number? actual / target; nil for ceilings, growth rates, targets <= 0
---@field expected number? the share of the target due by the end of the period
---@field gap_points number? how far below that, in percentage points
---@field verdict string met, missed, in_progress or pending
---@field confidence number how sure the pairing is, 0 to 1
---@field why string? why these two figures were paired: unit=same likeness=0.85 score=1.02
---@field rejected Rejected[] figures that were not taken, and why
---@field implied string? what the actual was read from where no figure says it: 全部, a list

---A figure that was considered for a comparison and not taken.
---@class Rejected
---@field actual Figure the figure that was not taken
---@field why string? how it compares, as `why` of a comparison

---A published figure recomputed: a sum, a share, a base.
---@class Relation
---@field kind string sum, ratio, base, integer, schedule or duplicate
---@field ok boolean the published figure agrees with the others
---@field members Figure[] the figures it is about, of this or other items
---@field stated string? the value as published
---@field recomputed string? the value as recomputed

---How far an item has come. What is claimed, what the figures say and how good the evidence is stay apart.
---@class Status
---@field label string? exceeded, completed, on_track, partly_done, behind, delayed, suspended, cancelled, transferred, not_started, data_pending; nil where the text does not say
---@field accepted string[] the labels that a fair reader could also choose
---@field reported string? the label that the text claims
---@field attainment string what the figures say: exceeded, met, near, missed, pending, none
---@field evidence_quality string figures, named, claim or none
---@field confidence number how sure the label is, 0 to 1
---@field flags string[] what the label leaves out: delayed_part, no_reason, …
---@field evidence Span[] the places that the label rests on

---The stretch of time that a bulletin, or a figure, reports on.
---@class Period
---@field kind string month, ytd, quarter, ytd-quarter, half, year or other
---@field index integer? 3 for the third quarter, 9 for months 1 to 9
---@field from string? first day, `2021-07-01`
---@field to string? last day, `2021-09-30`

---A column of the table.
---@class Column
---@field index integer its number from the left, from 1
---@field header string its header as printed, levels joined by `/`; may be empty
---@field role string what it holds: no, section, task, annual_target, target, units, lead_units, people, deadline, result, actual_value, ratio, measure_unit, problem, next, note or other
---@field field string its name for `item:text(field)` and the like: the role, or `col:N`

---Something that was mended when the bulletin was read. Nothing is mended silently.
---@class Repair
---@field kind string what was mended: html-tag, blank-line, …
---@field line integer? line of the source, from 1
---@field column integer? column of the source in characters, from 1
---@field part string? the sheet, where the source has sheets
---@field cell string? the cell, such as B7, where the source has cells
---@field count integer how often
---@field detail string? the first one as it stands in the source

---The file that a bulletin was read from.
---@class Source
---@field name string its name as given to the program
---@field format string text, csv, …
---@field encoding string UTF-8, GB18030, …
---@field bytes integer its length
---@field sha256 string SHA-256 of its bytes, 64 hex digits

---What a check found. Its place is that of the characters it rests on.
---@class Finding
---@field rule string the id of the check
---@field title table<string, string> the title of its rule: `.zh` and `.en`
---@field topic string? what its rule is about: figures, targets, commitments, open, table, text
---@field severity string error, warning, note or info
---@field message table<string, string> what it says: `.zh` and `.en`
---@field figures table<string, string> the figures its message names, as written
---@field fingerprint string 16 hex digits that stay the same when the wording changes
---@field state string new, known, suppressed or fixed, by the baseline
---@field disposition string what a person thought of it
---@field line integer? line of the source, from 1
---@field column integer? column of the source in characters, from 1
---@field item Item? the item it is about; nil: the bulletin as a whole
---@field field string? where it stands: a role such as `result`, or `col:N`
---@field from integer? byte position of its first byte in the text of the cell, as `string.find` counts
---@field to integer? byte position of its last byte
---@field text string? its characters as written
---@field span Span? its place alone

---What an export writes to. Its methods return it, so that calls can be chained.
---@class Out
---@field lang string zh or en: of the texts around the bulletin's own
---@field first boolean nothing stands in this output yet; false for the next bulletin in it
---@field write fun(self: Out, ...: string|number|Markup): Out appends texts as they are
---@field row fun(self: Out, fields: (string|number|false)[], separator: string?, formulas: boolean?): Out appends one line of a table (RFC 4180); what a spreadsheet would take for a formula gets a ' before it unless `formulas`
---@field table fun(self: Out, bulletin: Bulletin, separator: string?, formulas: boolean?): Out appends the table as published in that form: title, header, a line for each item
---@field json fun(self: Out, value: any, pretty: boolean?): Out appends a value as JSON; a bulletin, an item or a finding as `show` and `check` write them

---What a check returns. It needs one of `must`, `each_item`, `each_pair` and `whole`.
---@class CheckDeclaration
---@field id string the name of the rule; that of the plugin's folder
---@field title Text what it is about, in a few words
---@field why? Text why it matters, for `explain` and the page of the rule
---@field options? table<string, Option> what users may set
---@field severity? string error, warning, note or info; by itself warning
---@field topic? string figures, targets, commitments, open, table or text: with what it is shown, in this order
---@field history? boolean asks for the items of earlier periods
---@field setup? fun(opt: Options) runs once for each bulletin, before the others
---@field must? fun(item: Item): boolean|string|nil the shortest form: false, or a text, is a finding at the item
---@field each_item? fun(item: Item, opt: Options, flag: fun(finding: NewFinding)) runs for each item in order
---@field each_pair? fun(old: Item, new: Item, opt: Options, flag: fun(finding: NewFinding)) runs for each item that stands in the bulletin of the period before, too
---@field whole? fun(bulletin: Bulletin, opt: Options, flag: fun(finding: NewFinding)) runs once for the bulletin, after the items

---What an export returns.
---@class ExportDeclaration
---@field id string the name of the rule; that of the plugin's folder
---@field title Text what it is about, in a few words
---@field why? Text why it matters, for `explain` and the page of the rule
---@field options? table<string, Option> what users may set
---@field extension string of the files it writes: `xlsx`
---@field mime? string their media type
---@field findings? boolean it shows what the checks found: they run first
---@field joined? boolean several bulletins can stand one after another in one output
---@field write fun(bulletin: Bulletin, out: Out, opt: Options) writes one bulletin

---What a fetcher returns.
---@class FetcherDeclaration
---@field id string the name of the rule; that of the plugin's folder
---@field title Text what it is about, in a few words
---@field why? Text why it matters, for `explain` and the page of the rule
---@field options? table<string, Option> what users may set
---@field hosts string[] the hosts it asks; `$source` is the source's own
---@field discover fun(source: table, http: table): table lists the bulletins there are
---@field fetch fun(source: table, http: table): table gets one

---An option of a plugin. Users set it in `tongbao.lua`; hooks read it as `opt.NAME`.
---@class Option
---@field default boolean|number|string its value unless the user sets another
---@field type? string boolean, number, integer or text; by itself that of the default
---@field min? number least value of a number
---@field max? number greatest value of a number
---@field help? Text what it changes, for `help` and the page of the rule

---What a hook found. `flag` may be called any number of times.
---@class NewFinding
---@field at? Place where it stands: a figure, span, part, unit, person, date or reason, an item, or the name of a field of the current item; by itself the current item, in `whole` the bulletin
---@field message? Text what the text shows and what to verify; `{name}` stands for a figure of `figures`; by itself the title
---@field figures? table<string, Figure|number|string> what the message names
---@field against? Place the other side: the target that a result is held against
---@field related? Place[] further places that belong to it
---@field severity? string error, warning, note or info; by itself the rule's
---@field confidence? number how sure it is, 0 to 1; by itself 1

---One case of the list that `cases.lua` returns.
---@class Case
---@field name string what it shows
---@field item? table<string, string> one item: its cells by role or header
---@field items? table<string, string>[] several items
---@field title? string the title of the bulletin
---@field previous? table<string, string>[] the items of the period before
---@field opt? table<string, boolean|number|string> options, where not the default
---@field expect? Expected[] of a check: what is found, all of it; empty: nothing
---@field expect_text? string|string[] of an export: all that it writes, or a list of texts that stand in it

---A finding that a case expects. What is left out may be anything.
---@class Expected
---@field field? string the field the finding stands in
---@field quote? string the characters it points at
---@field item? integer|string the item: its position (a number) or its printed number (a text)
---@field message? string words that stand in the Chinese or the English message
---@field severity? string error, warning, note or info

---What a check returns. It needs one of `must`, `each_item`, `each_pair` and `whole`.
---@param declaration CheckDeclaration
---@return userdata
function check(declaration) end

---What an export returns.
---@param declaration ExportDeclaration
---@return userdata
function export(declaration) end

---What a fetcher returns.
---@param declaration FetcherDeclaration
---@return userdata
function fetcher(declaration) end

---What `any_of { … }` gives: texts to look for, made ready once for any number of searches. Make it where the file is loaded, not in a hook. It takes a list of texts, or a table that has them as names; a search walks the text once, however many they are.
---@param texts string[]|table<string, any>
---@return Words
function any_of(texts) end

