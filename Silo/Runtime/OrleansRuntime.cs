namespace MediaGateway.Silo.Runtime;
