using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Domain.Sync;

public class OperationReaderTests
{
    private const string Head = """ "op_id":"o1","hlc":{"physical":1780315200000,"logical":3,"node_id":"phone"}, """;

    [Fact]
    public void An_add_reads_with_its_stamp()
    {
        var add = Assert.IsType<WatchlistAdd>(Read("""{""" + Head + """ "type":"watchlist_add","content_id":"imdb:tt1","source":"continue_watching","after":"imdb:tt2","unknown":[1]}""").Operation);

        Assert.Equal(new HlcTimestamp(1_780_315_200_000, 3, "phone"), add.Hlc);
        Assert.Equal(("o1", "imdb:tt1", WatchlistSource.ContinueWatching, Placement.After("imdb:tt2")), (add.OpId, add.ContentId, add.Source, add.Placement));
    }

    [Theory]
    [InlineData("", PlacementKind.Unstated)]
    [InlineData(""","after":null""", PlacementKind.First)]
    [InlineData(""","after":"B" """, PlacementKind.After)]
    public void After_is_absent_or_null_or_a_title(string after, PlacementKind expected)
    {
        var add = Assert.IsType<WatchlistAdd>(Read("{" + Head + """ "type":"watchlist_add","content_id":"A" """ + after + "}").Operation);

        Assert.Equal((expected, WatchlistSource.Manual), (add.Placement.Kind, add.Source));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(""","observed":null""", null)]
    [InlineData(""","observed":[]""", "")]
    [InlineData(""","observed":["b","a","b"]""", "a,b")]
    public void Observed_is_absent_or_the_adds_that_were_seen(string observed, string? expected)
    {
        var remove = Assert.IsType<WatchlistRemove>(Read("{" + Head + """ "type":"watchlist_remove","content_id":"A" """ + observed + "}").Operation);

        Assert.Equal(expected, remove.Observed is { } ids ? string.Join(',', ids) : null);
    }

    [Theory]
    [InlineData("""{"type":"play_remove","play_id":"p","hlc":{"physical":1,"logical":0,"node_id":"n"}}""", "op_id")]
    [InlineData("""{"op_id":"","type":"play_remove","play_id":"p","hlc":{"physical":1,"logical":0,"node_id":"n"}}""", "op_id")]
    [InlineData("""{"op_id":7,"type":"play_remove","play_id":"p","hlc":{"physical":1,"logical":0,"node_id":"n"}}""", "op_id")]
    [InlineData("""{"op_id":"a\u0000b","type":"play_remove","play_id":"p","hlc":{"physical":1,"logical":0,"node_id":"n"}}""", "op_id")]
    [InlineData("""{"op_id":"\ud800","type":"play_remove","play_id":"p","hlc":{"physical":1,"logical":0,"node_id":"n"}}""", "op_id")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p"}""", "hlc")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p","hlc":"now"}""", "hlc")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p","hlc":{"physical":281474976710656,"logical":0,"node_id":"n"}}""", "hlc.physical")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p","hlc":{"physical":9223372036854775808,"logical":0,"node_id":"n"}}""", "hlc.physical")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p","hlc":{"physical":-1,"logical":0,"node_id":"n"}}""", "hlc.physical")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p","hlc":{"physical":1.5,"logical":0,"node_id":"n"}}""", "hlc.physical")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p","hlc":{"physical":1,"logical":65536,"node_id":"n"}}""", "hlc.logical")]
    [InlineData("""{"op_id":"o","type":"play_remove","play_id":"p","hlc":{"physical":1,"logical":0,"node_id":""}}""", "hlc.node_id")]
    public void The_field_at_fault_is_named_in_what_all_operations_have(string json, string field)
    {
        AssertRefused(Read(json), field);
    }

    [Theory]
    [InlineData(""" "type":"watchlist_ad","content_id":"A" """, "type")]
    [InlineData(""" "type":"content_alias","from":"A","to":"B" """, "type")]
    [InlineData(""" "content_id":"A" """, "type")]
    [InlineData(""" "type":"watchlist_add" """, "content_id")]
    [InlineData(""" "type":"watchlist_add","content_id":null """, "content_id")]
    [InlineData(""" "type":"watchlist_add","content_id":["A"] """, "content_id")]
    [InlineData(""" "type":"watchlist_add","content_id":"A","source":"Manual" """, "source")]
    [InlineData(""" "type":"watchlist_add","content_id":"A","after":7 """, "after")]
    [InlineData(""" "type":"watchlist_remove","content_id":"A","observed":"a" """, "observed")]
    [InlineData(""" "type":"watchlist_remove","content_id":"A","observed":["a",1] """, "observed[1]")]
    [InlineData(""" "type":"watchlist_move","content_id":"A" """, "after")]
    [InlineData(""" "type":"position_set","content_id":"A","position_ms":-1,"duration_ms":5 """, "position_ms")]
    [InlineData(""" "type":"position_set","content_id":"A","position_ms":6,"duration_ms":5 """, "position_ms")]
    [InlineData(""" "type":"position_set","content_id":"A","position_ms":0,"duration_ms":0 """, "duration_ms")]
    [InlineData(""" "type":"position_set","content_id":"A","position_ms":"5" """, "position_ms")]
    [InlineData(""" "type":"play_add","play_id":"p","content_id":"A","watched_at":"yesterday","completed":true """, "watched_at")]
    [InlineData(""" "type":"play_add","play_id":"p","content_id":"A","watched_at":"2026-01-31T20:15:00","completed":true """, "watched_at")]
    [InlineData(""" "type":"play_add","play_id":"p","content_id":"A","watched_at":"2026-01-31","completed":true """, "watched_at")]
    [InlineData(""" "type":"play_add","play_id":"p","content_id":"A","watched_at":"2026-01-31T20:15:00Z","completed":1 """, "completed")]
    [InlineData(""" "type":"play_add","play_id":"p","content_id":"A","watched_at":"2026-01-31T20:15:00Z" """, "completed")]
    [InlineData(""" "type":"rating_set","content_id":"A" """, "rating")]
    [InlineData(""" "type":"rating_set","content_id":"A","rating":5.1 """, "rating")]
    [InlineData(""" "type":"rating_set","content_id":"A","rating":4.55 """, "rating")]
    [InlineData(""" "type":"rating_set","content_id":"A","rating":-0.1 """, "rating")]
    [InlineData(""" "type":"preference_set","key":"k" """, "value")]
    [InlineData(""" "type":"preference_set","key":"k","value":{"a":["\u0000"]} """, "value")]
    [InlineData(""" "type":"preference_set","key":"k","value":"\udc00" """, "value")]
    [InlineData(""" "type":"preference_set","value":1 """, "key")]
    public void The_field_at_fault_is_named_in_each_kind(string fields, string field)
    {
        AssertRefused(Read("{" + Head + fields + "}"), field);
    }

    [Fact]
    public void Texts_and_lists_have_limits()
    {
        AssertRefused(Read("{" + Head + $$""" "type":"play_remove","play_id":"{{new string('x', 65)}}"}"""), "play_id");
        AssertRefused(Read("{" + Head + $$""" "type":"rating_set","rating":1,"content_id":"{{new string('x', 257)}}"}"""), "content_id");
        AssertRefused(Read("{" + Head + $$""" "type":"preference_set","key":"k","value":"{{new string('x', 4_096)}}"}"""), "value");
        AssertRefused(Read("{" + Head + $$""" "type":"watchlist_remove","content_id":"A","observed":[{{string.Join(',', Enumerable.Repeat("\"a\"", 1_001))}}]}"""), "observed");
    }

    [Fact]
    public void What_is_not_an_object_is_refused()
    {
        AssertRefused(Read("[]"), "op");
        AssertRefused(Read("null"), "op");
    }

    [Fact]
    public void A_refusal_says_which_operation_where_that_can_be_read()
    {
        Assert.Equal("o1", Read("{" + Head + """ "type":"rating_set","content_id":"A","rating":9}""").OpId);
        Assert.Null(Read("""{"op_id":5}""").OpId);
    }

    [Fact]
    public void Effects_read_back_as_they_were_written()
    {
        Prop.ForAll(Histories.Effects, effects =>
        {
            foreach (var effect in effects)
            {
                var json = EffectJson.Encode(effect);
                Assert.Equal(json, EffectJson.Encode(EffectJson.Decode(json)));
                Assert.Equal(OperationFingerprint.Of(effect.Operation), OperationFingerprint.Of(EffectJson.Decode(json).Operation));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_effect_that_names_very_many_adds_reads_back()
    {
        var phone = new Device("phone");
        var remove = phone.Remove("A", [.. Enumerable.Range(0, 5_000).Select(index => $"o{index:D4}")]);

        var read = EffectJson.Decode(EffectJson.Encode(new Effect(remove, null)));

        Assert.Equal(5_000, Assert.IsType<WatchlistRemove>(read.Operation).Observed!.Value.Length);
    }

    [Fact]
    public void Clients_read_effects_as_the_journal_does()
    {
        Prop.ForAll(Histories.Effects, effects =>
        {
            foreach (var effect in effects)
            {
                var buffer = new ArrayBufferWriter<byte>();
                using (var writer = new Utf8JsonWriter(buffer))
                {
                    EffectJson.Write(writer, effect);
                }
                Assert.Equal(EffectJson.Encode(effect), EffectJson.Encode(EffectJson.Decode(buffer.WrittenMemory)));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""["zz",1,"o",1,0,"n",0,null]""")]
    [InlineData("""["rs",1,"o",1,0,"n",0,null,"A","5"]""")]
    [InlineData("""["rs",1,"o",1,0,"n",0,null]""")]
    [InlineData("""["rs",1,"o",1""")]
    [InlineData("""["rs",1.5,"o",1,0,"n",0,null,"A",5]""")]
    [InlineData("""{"op_id":"o","type":"x","hlc":{"physical":1,"logical":0,"node_id":"n"}}""")]
    public void What_is_not_an_effect_is_an_error(string json)
    {
        Assert.ThrowsAny<JsonException>(() => EffectJson.Decode(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Invalid_UTF8_in_a_text_is_refused_by_name()
    {
        byte[] json = [.. "{\"op_id\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        using var document = JsonDocument.Parse(json);

        AssertRefused(OperationReader.Read(document.RootElement), "op_id");
    }

    private static OperationReading Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return OperationReader.Read(document.RootElement);
    }

    private static void AssertRefused(OperationReading reading, string field)
    {
        Assert.Null(reading.Operation);
        Assert.Equal((RefusalCodes.InvalidField, field), (reading.Refusal!.Error, reading.Refusal.Field));
        Assert.StartsWith(field, reading.Refusal.Message, StringComparison.Ordinal);
    }
}
