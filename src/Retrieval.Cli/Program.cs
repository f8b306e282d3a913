Console.Error.WriteLine("retrieval: no command yet");
return 2;
