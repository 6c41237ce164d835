namespace EmbeddedSilo.Generator;
